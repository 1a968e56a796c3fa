package find

// The times that tests wait for.
const (
	AskAfter  = askAfter
	MakingGap = makingGap
)
