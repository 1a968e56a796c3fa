package importer

// Mode is how much of a dataset a run reads.
type Mode string

// The modes.
const (
	// Everything reads all that the dataset asks for.
	Everything Mode = ""
	// Recent reads what is new and what may have changed lately: the last 7 days before the run before, once a week the last 30. What
	// was never imported is read whole, and so is a dataset with a limit.
	Recent Mode = "recent"
	// Mend reads the months that Options.Months names.
	Mend Mode = "mend"
)
