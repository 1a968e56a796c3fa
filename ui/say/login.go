package say

import (
	"errors"

	"tamtam/core"
	"tamtam/core/oauth"
)

// Login makes a Problem of a login through the browser that did not end well.
func Login(err error) Problem {
	p := Error(err, "Gong could not be connected")
	switch {
	case errors.Is(err, oauth.ErrDeclined):
		p.Headline = "The access was not allowed in Gong."
		p.Cause = "It was declined in the browser, or the person who is signed in there may not allow it: only a technical administrator may."
		p.Next = "Try again, signed in to Gong as a technical administrator."
	case errors.Is(err, oauth.ErrNoAnswer):
		p.Headline = "No answer came from the browser in time."
		p.Cause = "Gong's page was not answered, or it could not lead back to this computer."
		p.Next = "Try again. If the browser ends on a page that it cannot show, paste that page's address into Tamtam."
	case errors.Is(err, oauth.ErrClient):
		p.Headline = "Gong does not know this integration."
		p.Cause = "The client ID or the client secret is wrong, or the integration was removed in Gong."
		p.Next = "Compare both with the integration's page in Gong."
	case errors.Is(err, oauth.ErrSpent):
		p.Headline = "Gong did not accept the answer of its own page."
		p.Cause = "It had been used already, was older than ten minutes, or the redirect address is not the registered one."
		p.Next = "Try again; compare the redirect address with the one registered in Gong, letter by letter."
	case core.Is(err, core.Foreign):
		p.Cause, p.Next = "Gong named an address for this account that is not one of Gong's, and tokens go nowhere else.", "Send the details to your support."
	}
	return p
}
