package store

import (
	"bytes"
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// The names of the buckets at the top and inside a dataset.
var (
	metaBucket        = []byte("meta")
	settingsBucket    = []byte("settings")
	connectionsBucket = []byte("connections")
	datasetsBucket    = []byte("datasets")
	quotaBucket       = []byte("quota")
	vaultBucket       = []byte("vault")

	filesBucket = []byte("files")
	linksBucket = []byte("links")
	aboutKey    = []byte("about")
	runKey      = []byte("run")
	knownKey    = []byte("known")
	mirroredKey = []byte("mirrored")

	timetableKey = []byte("timetable") // how far the schedule is

	callsBucket   = []byte("calls")   // start, id -> what is known of a call of the account beside its records
	metBucket     = []byte("met")     // ids of the calls that the run under way has read
	touchedBucket = []byte("touched") // CRM objects whose links changed since their record was made
	askedBucket   = []byte("asked")   // call id -> how often its missing transcript was asked for
	reportsBucket = []byte("reports") // run id -> what the run did
	changesBucket = []byte("changes") // run id -> data type -> the records that it changed

	attachedBucket = []byte("attached")
	sourcesBucket  = []byte("sources") // source id -> the file or folder that a person attached
	headsBucket    = []byte("heads")   // attached id -> what is known of the file
	bodiesBucket   = []byte("bodies")  // body -> number of the piece -> value

	recordsBucket = []byte("records") // sort key, 0, id -> value
	idsBucket     = []byte("ids")     // id -> place: sort key and text length
	nextBucket    = []byte("next")    // what a run has staged: records, ids, same, titles
	sameBucket    = []byte("same")    // ids that the run met unchanged
	titlesBucket  = []byte("titles")  // id -> what people call a staged record, for the list of changes
	headKey       = []byte("head")

	met = []byte{1} // the value of a key of which it only matters that it is there
)

func topBuckets() [][]byte {
	return [][]byte{metaBucket, settingsBucket, connectionsBucket, datasetsBucket, quotaBucket, vaultBucket}
}

// dig walks down nested buckets and returns nil when one is missing.
func dig(b *bolt.Bucket, names ...[]byte) *bolt.Bucket {
	for _, name := range names {
		if b == nil {
			return nil
		}
		b = b.Bucket(name)
	}
	return b
}

// dug walks down nested buckets and makes those that are missing.
func dug(b *bolt.Bucket, names ...[]byte) (*bolt.Bucket, error) {
	for _, name := range names {
		next, err := b.CreateBucketIfNotExists(name)
		if err != nil {
			return nil, err
		}
		b = next
	}
	return b, nil
}

// dataset returns a dataset's bucket, or core.NotFound.
func dataset(tx *bolt.Tx, id core.DatasetID) (*bolt.Bucket, error) {
	if b := dig(tx.Bucket(datasetsBucket), []byte(id)); b != nil {
		return b, nil
	}
	return nil, core.Errorf(core.NotFound, "find the dataset", "there is no dataset %s", id)
}

// drop deletes a nested bucket if it is there. The buckets within go first, one by one: bbolt walks over them while it deletes them, and in a
// bucket that the same transaction has changed it steps over every second one, whose pages then belong to nobody.
func drop(b *bolt.Bucket, name []byte) error {
	if b == nil || b.Bucket(name) == nil {
		return nil
	}
	inner := b.Bucket(name)
	var names [][]byte
	err := inner.ForEachBucket(func(k []byte) error {
		names = append(names, bytes.Clone(k))
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range names {
		if err := drop(inner, k); err != nil {
			return err
		}
	}
	return b.DeleteBucket(name)
}

// getJSON reads a small document; ok is false when there is none.
func getJSON(b *bolt.Bucket, key []byte, v any) (ok bool, err error) {
	if b == nil {
		return false, nil
	}
	value := b.Get(key)
	if value == nil {
		return false, nil
	}
	if err := json.Unmarshal(value, v); err != nil {
		return false, core.E(core.Broken, "read "+string(key), fmt.Errorf("%w: %w", ErrDamaged, err))
	}
	return true, nil
}

func putJSON(b *bolt.Bucket, key []byte, v any) error {
	value, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(key, value)
}
