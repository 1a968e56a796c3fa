package datasets

import (
	"fmt"

	"tamtam/ui/humane"
	"tamtam/ui/say"
)

// The sentences on connections.

const (
	sayNoConnection     = "No Gong connection found"
	sayNoConnectionHint = "Connect Tamtam to your Gong account first. What you have entered here stays."
	sayUnconnected      = sayNoConnection + ". Everything here stays readable; new imports need a connection."
	sayAsking           = "Asking the keychain. If it asks for its password, answer it there."
	saySampleAccount    = "Sample data"
	sayChooseAccount    = "Choose an account"
)

// sayHindrance is what keeps a connection from working, and the next step. A refusal names the connection when there are several; what is
// locked is locked for all.
func sayHindrance(c Connection, several bool, l *lock) string {
	a := l.hinders(c)
	switch {
	case a.Mend == say.MendUnlock:
		return a.Why + " Enter it to import; everything here stays readable."
	case a.Mend == say.MendRetry && l.asking:
		return sayAsking
	case a.Mend == say.MendRetry:
		return a.Why + " Unlock it, then try again; everything here stays readable."
	case a.Mend == say.MendDisconnect:
		return a.Why + " Disconnect every account under Settings, then connect again; everything here stays readable."
	case several && c.Attention == a:
		return quoted(c.Name) + ": " + a.Why + " Everything here stays readable."
	}
	return a.Why + " Everything here stays readable."
}

// sayHindranceHere is the same in a form.
func sayHindranceHere(c Connection, l *lock) string {
	if l.asking {
		return sayAsking
	}
	return l.hinders(c).Why + " What you have entered here stays."
}

// sayLost says that a dataset's account is not connected; others tells whether another one is.
func sayLost(e Entry, others bool) string {
	switch {
	case !others:
		return sayUnconnected
	case e.Connection.Name != "":
		return "This dataset's account " + quoted(e.Connection.Name) + " is not connected any more. Everything here stays readable."
	}
	return "It is not settled which account this dataset is imported from. Everything here stays readable."
}

// sayLostDatasets counts the datasets whose account is not connected while others are.
func sayLostDatasets(n int) string {
	if n == 1 {
		return "The account of one dataset is not connected. Connect it, or edit the dataset to choose another."
	}
	return fmt.Sprintf("The accounts of %d datasets are not connected. Connect them, or edit the datasets to choose others.", n)
}

func saySwitchTitle(to Connection) string { return "Import from " + quoted(to.Name) + " instead?" }

// saySwitchLoss names what goes when a dataset is to be imported from another account.
func saySwitchLoss(e Entry, to Connection) string {
	records, bytes, _ := totals(e)
	return fmt.Sprintf("One dataset never holds the data of two accounts: when you save, %s with %s (%s) are removed, and the next refresh brings those of %s. Files that you exported stay.",
		humane.Count(len(e.Files), "file", "files"), sayRecords(records), humane.Size(bytes), quoted(to.Name))
}

// sayUnsettled asks for the account of the form's dataset.
func sayUnsettled(e Entry) string {
	if e.Connection.Name != "" {
		return quoted(e.Connection.Name) + " is not connected any more. Choose the account to import from, or connect it again."
	}
	return "Choose the account to import from, or connect another."
}
