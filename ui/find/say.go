package find

import (
	"strings"

	"tamtam/core/search"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

const (
	sayPlaceholder   = "Search everything that was said"
	sayNothing       = "Nothing found"
	sayNothingSaid   = "No call has all of this. Fewer words find more, a word with * at its end finds all that begin so, and a OR b finds either."
	sayNothingHere   = "No call of this dataset has all of this."
	sayNoData        = "There is nothing to search yet"
	sayNoDataNext    = "Import calls and transcripts into a dataset, or open exported files. What was said is found here then, with the network unplugged, too."
	sayNotSearched   = "The search could not be done"
	sayNotMore       = "The next calls could not be read"
	sayNotCited      = "The citation could not be copied"
	sayNotSaved      = "The search could not be saved"
	sayNotDeleted    = "The saved search could not be deleted"
	sayNotLooked     = "It could not be kept that you have looked at this search"
	sayNotRemembered = "What you searched for could not be remembered"
	sayNotForgotten  = "What you searched for could not be forgotten"
	sayAnyText       = "Type any words: all of them are looked for, whatever their case and accents."
	sayNotKept       = "What you searched for could not be read"
	sayNoSaved       = "Save a search to see here what is new in it after each sync."
	sayNoRecent      = "What you searched for is listed here once you have opened something."
	sayKeys          = "Up, Down · Enter opens · Ctrl+Shift+C copies the citation · F1 help"
)

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

// sayTotal is how much was found.
func sayTotal(f found) string { return humane.Count(f.total, "call", "calls") }

func sayMore(turns int) string {
	return humane.Count(turns, "more turn", "more turns") + " in this call"
}

func sayNotices(all []search.Notice) string {
	words := make([]string, len(all))
	for i, n := range all {
		words[i] = say.Notice(string(n.Kind), humane.Short(n.Text, 40))
	}
	return strings.Join(words, " ")
}

func sayMaking(share float64) string {
	done := ""
	if share >= 0 {
		done = ", " + humane.Percent(share) + " of it is done"
	}
	return "The index is being made" + done + ". What is not in it yet cannot be found."
}

func sayNew(n int) string {
	if n <= 0 {
		return ""
	}
	return humane.Number(n) + " new"
}

// helpLine is a line of the help: what is typed and what it finds.
type helpLine struct{ typed, finds string }

// help is what can be typed. Of the operators it shows all that there are.
var help = []helpLine{
	{"pricing renewal", "both words, in one call"},
	{`"can't commit"`, "a phrase, within one turn"},
	{"negoti*", "words that begin so"},
	{"zoom OR teams", "either"},
	{`-demo  -"next steps"`, "without it"},
	{"speaker:jane", "said by her"},
	{"side:external", "said by people from outside"},
	{"topic:pricing", "said while this was the topic"},
	{"title:renewal", "in the call's title"},
	{"company:acme", "calls with the company"},
	{"tracker:competitors", "calls with the tracker"},
	{"after:2026-04-08", "that day or later, or 2026-04"},
	{"before:30d", "more than 30 days ago"},
	{"dataset:renewals", "in a dataset of that name"},
	{"tag:follow-up", "with a tag of yours"},
	{"has:note", "or star, tag, highlight, tracker"},
}
