package gongsim

import (
	"strconv"
	"strings"
)

// talkFacts are the things of a call that its conversation returns to.
type talkFacts struct {
	product, module, rival, seats, price, total string
}

func newTalkFacts(c *Call, d *dice) talkFacts {
	seats, price := d.between(2, 60)*5, d.between(35, 140)
	f := talkFacts{
		product: pick(d, []string{"Brightpath Relay", "Brightpath Insights", "Brightpath Coach"}), module: pick(d, []string{"Signals", "Forecast Lens", "Playbooks", "Deal Radar", "Voice Notes"}),
		rival: pick(d, rivals), seats: strconv.Itoa(seats), price: "$" + strconv.Itoa(price), total: "$" + thousands(seats*price*12),
	}
	return f
}

func thousands(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// fact answers the grammar's {$name}.
func (t *talker) fact(name string) string {
	switch name {
	case "me":
		return t.call.speakers[t.from].first
	case "you":
		return t.listener()
	case "us":
		return companyName
	case "acct":
		return t.call.account.name
	case "industry":
		return strings.ToLower(t.call.account.industry)
	case "product":
		return t.deal.product
	case "module":
		return t.deal.module
	case "rival":
		return t.deal.rival
	case "seats":
		return t.deal.seats
	case "price":
		return t.deal.price
	case "total":
		return t.deal.total
	}
	panic("words: no fact " + name)
}

// listener is the first name of the one who is spoken to.
func (t *talker) listener() string {
	speakers := t.call.speakers
	switch {
	case t.to != t.from && t.to < len(speakers):
		return speakers[t.to].first
	case len(speakers) > 1 && t.from == 0:
		return speakers[1].first
	case t.from > 0:
		return speakers[0].first
	}
	for _, p := range t.call.Parties[min(1, len(t.call.Parties)):] {
		first, _, _ := strings.Cut(p.Name, " ")
		return first
	}
	return "there"
}
