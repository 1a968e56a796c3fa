package find

// The times that tests wait for.
const (
	AskAfter     = askAfter
	LoadingAfter = loadingAfter
	MakingGap    = makingGap
)
