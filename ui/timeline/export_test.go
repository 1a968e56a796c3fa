package timeline

// LookGap is how often the screen looks for a run.
const LookGap = lookGap
