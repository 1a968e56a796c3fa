package datasets

import (
	"fmt"

	"tamtam/ui/humane"
)

// The sentences on connections.

const (
	sayNoConnection     = "No Gong connection found"
	sayNoConnectionHint = "Connect Tamtam to your Gong account first. What you have entered here stays."
	sayUnconnected      = sayNoConnection + ". Everything here stays readable; new imports need a connection."
	sayLocked           = "Your passphrase protects the credentials. Enter it to import; everything here stays readable."
	saySampleAccount    = "Sample data"
	sayChooseAccount    = "Choose an account"
)

// sayAttention is what is wrong with a connection, which is named when there are several.
func sayAttention(c Connection, several bool) string {
	sentence := c.Attention + " Everything here stays readable."
	if several {
		sentence = quoted(c.Name) + ": " + sentence
	}
	return sentence
}

// sayLost says that a dataset's account is not connected; others tells whether another one is.
func sayLost(e Entry, others bool) string {
	switch {
	case !others:
		return sayUnconnected
	case e.Connection.Name != "":
		return "Its account " + quoted(e.Connection.Name) + " is not connected any more. Everything here stays readable."
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
	return fmt.Sprintf("What two accounts say never stands in one dataset: when you save, %s with %s (%s) are removed, and the next refresh brings those of %s. Files that you exported stay.",
		humane.Count(len(e.Files), "file", "files"), sayRecords(records), humane.Size(bytes), quoted(to.Name))
}

const sayLockedHere = "Your passphrase protects the credentials. What you have entered here stays."

// sayUnsettled asks for the account of the form's dataset.
func sayUnsettled(e Entry) string {
	if e.Connection.Name != "" {
		return quoted(e.Connection.Name) + " is not connected any more. Choose the account to import from, or connect it again."
	}
	return "Choose the account to import from, or connect another."
}
