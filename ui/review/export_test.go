package review

// What tests wait for.
const (
	TypingGap = typingGap
	MovingGap = movingGap
	ReadAfter = readAfter
	MakingGap = makingGap
)
