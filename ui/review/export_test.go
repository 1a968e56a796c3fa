package review

// What tests wait for.
const (
	LoadingAfter = loadingAfter
	TypingGap    = typingGap
	MovingGap    = movingGap
	ReadAfter    = readAfter
	MakingGap    = makingGap
)
