package find

// The times that tests wait for.
const (
	AskAfter  = askAfter
	PageCalls = pageCalls
	MakingGap = makingGap
)
