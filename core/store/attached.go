package store

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// MostAttached is the length in bytes of the largest file whose content is kept, and of the longest text made of one. The database is one
// file, copied whole before it is migrated and whenever it is backed up: a film in it would cost that again each time, and no text
// that people read is longer.
const MostAttached = 100 << 20

// Form is what is kept of an attached file's content.
type Form string

// The forms.
const (
	AsText Form = "text"
	// AsIs is the file byte for byte: nothing reads its kind, or reading it failed.
	AsIs Form = "as is"
	// NotKept is of a file that could not be read at all, or is too large: only its name is kept.
	NotKept Form = ""
)

// Trouble is why a source or a file is not as a person would wish.
type Trouble string

// The troubles.
const (
	NoTrouble Trouble = ""
	// Gone is a source whose path is not there.
	Gone Trouble = "gone"
	// Refused may not be read by this user, or not at this moment.
	Refused Trouble = "refused"
	// TooLarge is above MostAttached.
	TooLarge Trouble = "too large"
	// TooLong is a file that is small, but holds more text than MostAttached.
	TooLong Trouble = "too long"
	// NoText is of a kind that holds text, and has none: scanned pages.
	NoText Trouble = "no text"
	// Encrypted needs a password.
	Encrypted Trouble = "encrypted"
	// Faulty is not what its name says, or damaged.
	Faulty Trouble = "faulty"
	// TooSlow took longer to read than any sound file does.
	TooSlow Trouble = "too slow"
	// OnlineOnly is the placeholder of a cloud drive: its content is not on this computer.
	OnlineOnly Trouble = "online only"
	// TooMany is a folder with more files than are attached from one.
	TooMany Trouble = "too many"
	// Unwatched is a folder that the system does not tell changes of; it is looked through now and then.
	Unwatched Trouble = "unwatched"
)

// Attached is a file of a source as it is kept in a dataset.
type Attached struct {
	ID     core.AttachedID `json:"id"`
	Source core.SourceID   `json:"source"`
	// Path is where the file stands, absolute.
	Path string `json:"path"`
	// Name is its path within the folder that was attached, with slashes; the base name of a file that was attached by itself.
	Name string `json:"name"`
	// Size, Modified and Hash (SHA-256, hexadecimal) are those of the file on the disk when it was read.
	Size     int64     `json:"size"`
	Modified time.Time `json:"modified"`
	Hash     string    `json:"hash,omitempty"`
	// Format is what it was read as: "plain", "html", "pdf" and the like; "" for one that nothing reads.
	Format string `json:"format,omitempty"`
	Form   Form   `json:"form,omitempty"`
	// Bytes and Lines are the length of what is kept: the text, or the bytes as they are, which have no lines.
	Bytes int64 `json:"bytes"`
	Lines int   `json:"lines,omitempty"`
	// Added is when the file came into the dataset, Changed when later content last took the place of earlier; zero when it never did.
	Added   time.Time `json:"added"`
	Changed time.Time `json:"changed,omitzero"`
	// Vanished is since when the file is not on the disk any more; zero while it is. What is kept of it stays.
	Vanished time.Time `json:"vanished,omitzero"`
	// Trouble is why there is no text of it where one should be.
	Trouble Trouble `json:"trouble,omitempty"`
	// Body names the content in the database; another content has another one. "" for NotKept.
	Body string `json:"body,omitempty"`
}

// TextName is the name of the file under which the text or the bytes are written elsewhere: that of a text ends with ".txt".
func (a Attached) TextName() string {
	if a.Form == AsText && !strings.EqualFold(extension(a.Name), ".txt") {
		return a.Name + ".txt"
	}
	return a.Name
}

func extension(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > strings.LastIndexByte(name, '/') {
		return name[dot:]
	}
	return ""
}

// AttachedFiles lists the files of a dataset's sources by name, upper and lower case alike.
func (s *Store) AttachedFiles(id core.DatasetID) (all []Attached, err error) {
	err = s.view("list the attached files", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		all, err = allJSON[Attached](dig(b, attachedBucket, headsBucket))
		return err
	})
	slices.SortFunc(all, func(a, b Attached) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// Attached returns what is known of one attached file, or core.NotFound.
func (s *Store) Attached(id core.DatasetID, file core.AttachedID) (a Attached, err error) {
	err = s.view("read the attached file's head", func(tx *bolt.Tx) error {
		_, a, err = attachedIn(tx, id, file)
		return err
	})
	return a, err
}

// attachedIn returns the bucket of a file's content and its head. The bucket is nil for a file that is not kept.
func attachedIn(tx *bolt.Tx, id core.DatasetID, file core.AttachedID) (*bolt.Bucket, Attached, error) {
	b, err := dataset(tx, id)
	if err != nil {
		return nil, Attached{}, err
	}
	var a Attached
	b = b.Bucket(attachedBucket)
	ok, err := getJSON(dig(b, headsBucket), []byte(file), &a)
	if err == nil && !ok {
		err = core.Errorf(core.NotFound, "find the attached file", "it is not attached any more")
	}
	if err != nil || a.Body == "" {
		return nil, a, err
	}
	return dig(b, bodiesBucket, []byte(a.Body)), a, nil
}

// WriteAttached writes the text of an attached file, or its bytes as they are, to w as they stand at this moment. A file that is not kept
// writes nothing.
func (s *Store) WriteAttached(ctx context.Context, w io.Writer, id core.DatasetID, file core.AttachedID) error {
	return s.view("read the attached file", func(tx *bolt.Tx) error {
		body, _, err := attachedIn(tx, id, file)
		if err != nil {
			return err
		}
		var buffer []byte
		return forEach(body, func(_, value []byte) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if buffer, err = s.codec.decode(buffer[:0], value); err != nil {
				return err
			}
			_, err = w.Write(buffer)
			return err
		})
	})
}

// MarkAttached keeps what changed about attached files other than their content: whether they vanished, their path and name, their size and
// time of modification. Those that were removed meanwhile stay removed.
func (s *Store) MarkAttached(id core.DatasetID, files ...Attached) error {
	return s.update("keep the attached files", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		b = dig(b, attachedBucket, headsBucket)
		for _, a := range files {
			var kept Attached
			ok, err := getJSON(b, []byte(a.ID), &kept)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			kept.Path, kept.Name, kept.Size, kept.Modified, kept.Vanished = a.Path, a.Name, a.Size, a.Modified, a.Vanished
			if err := putJSON(b, []byte(a.ID), kept); err != nil {
				return err
			}
		}
		return nil
	})
}

// RemoveAttached takes one file out of a dataset. Of a folder it is left out from then on; a file that was attached by itself takes its
// source with it. The file on the disk stays.
func (s *Store) RemoveAttached(id core.DatasetID, file core.AttachedID) error {
	a, err := s.Attached(id, file)
	if err != nil {
		return err
	}
	single := false
	err = s.changeSource(id, a.Source, func(b *bolt.Bucket, kept *Source) error {
		if single = !kept.Folder; single {
			return nil
		}
		if !slices.Contains(kept.Without, a.Name) {
			kept.Without = append(kept.Without, a.Name)
		}
		return removeAttached(b, a)
	})
	if err != nil || !single {
		return err
	}
	return s.RemoveSource(id, a.Source)
}

func removeAttached(attached *bolt.Bucket, a Attached) error {
	if err := attached.Bucket(headsBucket).Delete([]byte(a.ID)); err != nil {
		return err
	}
	return drop(attached.Bucket(bodiesBucket), []byte(a.Body))
}
