package store

import (
	"encoding/binary"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// derivedVersion is that of digests and index: one that was made by other rules is made anew.
const derivedVersion = 1

// stamp tells for which content of a file its digests and its index stand.
type stamp struct {
	version int
	rev     uint64
	// first is when the file was first imported, in seconds: one that was removed and imported again counts its revisions from 1 again.
	first int64
	// epoch is another with each change: no stamp is like one that the database had before, whatever was deleted in between.
	epoch uint64
}

func stampIn(file *bolt.Bucket) (stamp, bool) {
	r := get(file, stampKey)
	version, a := binary.Uvarint(r)
	rev, b := binary.Uvarint(r[max(a, 0):])
	if a <= 0 || b <= 0 {
		return stamp{}, false
	}
	first, c := binary.Varint(r[a+b:])
	if c <= 0 {
		return stamp{}, false
	}
	epoch, d := binary.Uvarint(r[a+b+c:])
	return stamp{int(version), rev, first, epoch}, d > 0
}

func (s stamp) bytes() []byte {
	b := binary.AppendUvarint(nil, uint64(s.version))
	b = binary.AppendUvarint(b, s.rev)
	b = binary.AppendVarint(b, s.first)
	return binary.AppendUvarint(b, s.epoch)
}

// inStep tells whether digests and index of a file stand for its content. A file without a head has neither.
func inStep(file *bolt.Bucket) (bool, error) {
	var f File
	ok, err := getJSON(file, headKey, &f)
	if err != nil || !ok {
		return true, err
	}
	return stampedFor(file, f), nil
}

func stampedFor(file *bolt.Bucket, f File) bool {
	s, ok := stampIn(file)
	return ok && s.version == derivedVersion && s.rev == f.Rev && s.first == f.FirstImported.Unix()
}

// restamp notes that digests and index stand for a file's content, if they do. Otherwise they are out of step until Reindex makes them anew.
func restamp(file *bolt.Bucket, f File, so bool) error {
	if !hasDigest(f.Type) {
		return nil
	}
	if !so {
		return file.Delete(stampKey)
	}
	epoch, err := file.Tx().Bucket(datasetsBucket).NextSequence()
	if err != nil {
		return err
	}
	return file.Put(stampKey, stamp{derivedVersion, f.Rev, f.FirstImported.Unix(), epoch}.bytes())
}

// complete tells whether each record of a file has a digest, and each transcript a document that counts.
func complete(file *bolt.Bucket, f File) (bool, error) {
	digests, documents, err := countDerived(file)
	return digests == f.Records && (f.Type != core.Transcripts || documents == f.Records), err
}

// addsUp tells whether a file that is in step has as many digests and documents as its head says. One without a head has none.
func addsUp(file *bolt.Bucket) (bool, error) {
	var f File
	ok, err := getJSON(file, headKey, &f)
	if err != nil || !ok {
		return true, err
	}
	whole, err := complete(file, f)
	return whole && err == nil, nil // a segment that cannot be counted is one that must be made anew
}

// countDerived counts the digests of a file and the documents of its index that count.
func countDerived(file *bolt.Bucket) (digests, documents int, err error) {
	err = forEach(file.Bucket(digestsBucket), func(_, _ []byte) error {
		digests++
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	all := file.Bucket(indexBucket)
	err = forEach(all, func(name, _ []byte) error {
		live, _, err := census(all.Bucket(name))
		documents += live
		return err
	})
	return digests, documents, err
}
