package store

import (
	"bytes"
	"strings"
	"unicode/utf8"

	bolt "go.etcd.io/bbolt"
)

// difference is what the staged records of a file change.
type difference struct {
	codec      *codec
	file, next *bolt.Bucket
	ending     Ending
	most       int // see Store.finish

	counts Changes
	list   []byte   // of changes, as Store.RunChanges reads it
	gone   [][]byte // ids of the records that are removed
	kept   int      // records that were not met and stay
	size   int      // of the staged records and those that are removed, as they are kept
	bare   int      // staged records without a digest
	old    bool     // what is staged follows other rules of words
	torn   bool     // the index is damaged
	whole  bool     // the staged records were exchanged for the visible ones
}

// compare finds the difference. The list is in the order of ids. It ends with errStop as soon as it is too much to be laid over the visible
// records; to exchange all is never too much.
func (d *difference) compare() error {
	some := !isEmpty(d.next.Bucket(sameBucket)) // of the visible records stay in any case
	a, b := walk(d.next.Bucket(idsBucket)), walk(d.file.Bucket(idsBucket))
	same := walk(d.next.Bucket(sameBucket))
	for a.key != nil || b.key != nil {
		order := 0
		switch {
		case a.key == nil:
			order = 1
		case b.key == nil:
			order = -1
		default:
			order = bytes.Compare(a.key, b.key)
		}
		if order <= 0 {
			if err := d.meet(a.key, a.value, order == 0, b.value); err != nil {
				return err
			}
			a.step()
		}
		if order > 0 && !same.at(b.key) {
			if err := d.miss(b.key, b.value); err != nil {
				return err
			}
		}
		if order >= 0 {
			b.step()
		}
		if d.most > 0 && d.size > d.most && (some || d.kept > 0) {
			return errStop
		}
	}
	return nil
}

// meet looks at a staged record; place and before are those of the staged and the visible one.
func (d *difference) meet(id, place []byte, held bool, before []byte) error {
	if get(d.next.Bucket(digestsBucket), id) == nil {
		d.bare++
	}
	title, marked := splitTitle(get(d.next.Bucket(titlesBucket), id))
	value := get(d.next.Bucket(recordsBucket), recordKey(sortOf(place), string(id)))
	d.size += len(value)
	op := Added
	switch {
	case !held:
		d.counts.Added++
	case bytes.Equal(before, place) && d.codec.sameText(
		get(d.file.Bucket(recordsBucket), recordKey(sortOf(before), string(id))), value):
		return nil
	case marked:
		op = Marked
		d.counts.Removed++
	default:
		op = Changed
		d.counts.Changed++
	}
	d.note(op, id, title)
	return nil
}

// miss looks at a visible record that the run did not meet.
func (d *difference) miss(id, place []byte) error {
	sort := sortOf(place)
	if d.ending.keeps(id, sort) {
		d.kept++
		return nil
	}
	d.counts.Removed++
	d.gone = append(d.gone, bytes.Clone(id))
	title := ""
	if value := get(d.file.Bucket(recordsBucket), recordKey(sort, string(id))); value != nil {
		d.size += len(value)
		body, err := d.codec.decode(nil, value)
		if err != nil {
			return err
		}
		title = titleOf(body)
	}
	d.note(Removed, id, title)
	return nil
}

func (d *difference) note(op ChangeOp, id []byte, title string) {
	if d.ending.Run != "" {
		d.list = appendChange(d.list, Change{Op: op, ID: string(id), Title: title})
	}
}

// walker goes through a bucket that may be missing.
type walker struct {
	cursor     *bolt.Cursor
	key, value []byte
}

func walk(b *bolt.Bucket) *walker {
	w := &walker{}
	if b != nil {
		w.cursor = b.Cursor()
		w.key, w.value = w.cursor.First()
	}
	return w
}

func (w *walker) step() { w.key, w.value = w.cursor.Next() }

// at goes on to a key, which must not be smaller than the one before, and tells whether it is there.
func (w *walker) at(key []byte) bool {
	for w.key != nil && bytes.Compare(w.key, key) < 0 {
		w.step()
	}
	return w.key != nil && bytes.Equal(w.key, key)
}

// mostTitle bounds a title in the list of changes, in bytes.
const mostTitle = 200

// titleOf is what people call a record: the value of its first field, which is a title or a name wherever there is one.
func titleOf(body []byte) string {
	_, rest, _ := strings.Cut(string(body[:min(len(body), 4096)]), "\n")
	line, _, _ := strings.Cut(rest, "\n")
	_, title, _ := strings.Cut(line, ": ")
	if len(title) <= mostTitle {
		return title
	}
	end := mostTitle
	for !utf8.RuneStart(title[end]) {
		end--
	}
	return title[:end] + "…"
}

// titleValue is what is kept of a staged record for the list of changes: a byte that tells whether it is marked, then the title.
func titleValue(e Entry) []byte {
	mark := byte('-')
	if e.marked {
		mark = '+'
	}
	return append([]byte{mark}, e.title...)
}

func splitTitle(value []byte) (title string, marked bool) {
	if len(value) == 0 {
		return "", false
	}
	return string(value[1:]), value[0] == '+'
}
