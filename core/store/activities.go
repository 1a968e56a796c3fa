package store

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/timeline"
)

// Activity returns the Activity of a call, hidden and deleted ones included; ok is false when there is none.
func (t *Timeline) Activity(id core.CallID) (a timeline.Activity, ok bool, err error) {
	ok, err = getJSON(dig(t.top, activitiesBucket), []byte(id), &a)
	return a, ok, err
}

// PutActivity keeps an Activity in place of the one of its call.
func (t *Timeline) PutActivity(a timeline.Activity) error {
	if a.CallID == "" || len(a.CallID) > maxCallID {
		return core.Errorf(core.Invalid, "keep the Activity", "this is no id of a call")
	}
	before, known, err := t.Activity(a.CallID)
	if err != nil {
		return err
	}
	feeds, err := dug(t.top, feedsBucket)
	if err != nil {
		return err
	}
	old, now := feedsOf(before), feedsOf(a)
	if !known {
		old = nil
	}
	key, oldKey := feedKey(a), feedKey(before)
	for _, name := range old {
		if !bytes.Equal(key, oldKey) || !slices.Contains(now, name) {
			if err := feeds.Bucket([]byte(name)).Delete(oldKey); err != nil {
				return err
			}
		}
	}
	for _, name := range now {
		b, err := dug(feeds, []byte(name))
		if err != nil {
			return err
		}
		if err := b.Put(key, met); err != nil {
			return err
		}
	}
	return put(t.top, activitiesBucket, string(a.CallID), a)
}

// allFeeds is the name of the feed of all companies. No GSID of a company that a person can enter is it: a feed's name has a letter in front.
const allFeeds = "-"

// feedsOf are the names of the feeds that show an Activity.
func feedsOf(a timeline.Activity) []string {
	if a.State != timeline.Current {
		return nil
	}
	names := []string{allFeeds}
	for _, company := range append([]timeline.GSID{a.Company}, a.Associated...) {
		if name := feedName(company); company != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// ofCompany stands in front of a company's id in the name of its feed.
const ofCompany = "c"

func feedName(company timeline.GSID) string {
	if company == "" {
		return allFeeds
	}
	return ofCompany + string(company)
}

// feedKey orders by moment, then by call. Moments before 1970 come first, too.
func feedKey(a timeline.Activity) []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(a.At.Unix())^1<<63), a.CallID...)
}

// FeedItem is a place in a feed.
type FeedItem struct {
	CallID core.CallID
	At     time.Time // to the second
}

// Feed lists a company's Activities, those that it is associated with included, the latest first; "" for those of all companies. Hidden and deleted
// ones are not in it.
func (t *Timeline) Feed(company timeline.GSID) (items []FeedItem) {
	b := dig(t.top, feedsBucket, []byte(feedName(company)))
	if b == nil {
		return nil
	}
	c := b.Cursor()
	for key, _ := c.Last(); len(key) > 8; key, _ = c.Prev() {
		at := int64(binary.BigEndian.Uint64(key) ^ 1<<63)
		items = append(items, FeedItem{core.CallID(key[8:]), time.Unix(at, 0).UTC()})
	}
	return items
}

// FeedSizes counts the Activities in the feed of each company that has any.
func (t *Timeline) FeedSizes() map[timeline.GSID]int {
	sizes := map[timeline.GSID]int{}
	feeds := dig(t.top, feedsBucket)
	if feeds == nil {
		return sizes
	}
	c := feeds.Cursor()
	for name, _ := c.First(); name != nil; name, _ = c.Next() {
		if company, is := strings.CutPrefix(string(name), ofCompany); is {
			if n := feeds.Bucket(name).Stats().KeyN; n > 0 {
				sizes[timeline.GSID(company)] = n
			}
		}
	}
	return sizes
}

// Authored counts the Activities of each author, hidden and deleted ones left out.
func (t *Timeline) Authored() (map[timeline.GSID]int, error) {
	all, err := allJSON[struct {
		Author timeline.GSID          `json:"author_gsid"`
		State  timeline.ActivityState `json:"source_state"`
	}](dig(t.top, activitiesBucket))
	counts := map[timeline.GSID]int{}
	for _, a := range all {
		if a.State == timeline.Current {
			counts[a.Author]++
		}
	}
	return counts, err
}
