package store

import (
	"bytes"
	"context"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Tidy rewrites segments of a file's index of which many documents are dead, and joins small ones, one at a time until ctx ends. It leaves a
// file alone that a run is under way on. It reports whether there is more to do.
func (s *Store) Tidy(ctx context.Context, id FileID) (more bool, err error) {
	done, err := s.alone(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	var victims []uint64
	var records []packed
	var count int
	var seen stamp
	err = s.view("tidy the index", func(tx *bolt.Tx) error {
		file := tidyable(tx, id)
		if file == nil {
			return nil
		}
		var err error
		if victims, count, err = untidy(file); err != nil || len(victims) == 0 {
			return err
		}
		seen, _ = stampIn(file)
		records, err = recordsOf(file, victims)
		return err
	})
	if err != nil || len(victims) == 0 {
		return false, err
	}
	entries, err := s.takeApart(ctx, id.Type, records)
	if err != nil {
		return false, err
	}
	err = s.update("tidy the index", func(tx *bolt.Tx) error {
		file := tidyable(tx, id)
		if file == nil {
			return errMoved
		}
		if now, _ := stampIn(file); now != seen {
			return errMoved
		}
		return s.exchangeSegments(file, victims, entries)
	})
	if errors.Is(err, errMoved) {
		return true, nil
	}
	return err == nil && count > len(victims), err
}

// tidyable returns the file if its index is in step and no run has staged for it: what is staged may refer to the segments as they are.
func tidyable(tx *bolt.Tx, id FileID) *bolt.Bucket {
	file := dig(tx.Bucket(datasetsBucket), []byte(id.Dataset), filesBucket, []byte(id.Type))
	if file == nil || file.Bucket(nextBucket) != nil {
		return nil
	}
	if ok, err := inStep(file); !ok || err != nil {
		return nil
	}
	return file
}

// smallSegment is the number of documents below which segments are joined, once there are more than fewSmall. One whose texts are a quarter of what
// a segment may have is not small, however few documents these are: four of them at most would become one.
const (
	smallSegment = segmentDocuments / 4
	fewSmall     = 8
)

// untidy picks segments to rewrite, of as many living documents and as much text as make one, and counts all that should be.
func untidy(file *bolt.Bucket) (victims []uint64, count int, err error) {
	all := file.Bucket(indexBucket)
	names, err := segmentNames(all)
	if err != nil {
		return nil, 0, err
	}
	var small, rotten []uint64
	living, texts := map[uint64]int{}, map[uint64]int{}
	for _, name := range names {
		live, total, err := census(all.Bucket(name))
		if err != nil {
			return nil, 0, err
		}
		n := segmentNumber(name)
		switch {
		case total-live > total/3:
			rotten = append(rotten, n)
		case live < smallSegment:
			small = append(small, n)
		default:
			continue
		}
		living[n], texts[n] = live, 0
	}
	if err := addTexts(file, texts); err != nil {
		return nil, 0, err
	}
	small = slices.DeleteFunc(small, func(n uint64) bool { return texts[n] >= segmentBytes/4 })
	if len(small) <= fewSmall {
		small = nil
	}
	candidates := append(rotten, small...)
	documents, size := 0, 0
	for _, n := range candidates {
		documents, size = documents+living[n], size+texts[n]
		if len(victims) > 0 && (documents > segmentDocuments || size > segmentBytes) {
			break
		}
		victims = append(victims, n)
	}
	return victims, len(candidates), nil
}

// addTexts adds up, for the segments that are in the map, how many bytes the texts of their living documents have.
func addTexts(file *bolt.Bucket, texts map[uint64]int) error {
	if len(texts) == 0 {
		return nil
	}
	return forEach(file.Bucket(digestsBucket), func(id, value []byte) error {
		d, _ := splitDigest(value)
		if _, asked := texts[d.segment]; !asked {
			return nil
		}
		if size, _, _, err := measure(lookUp(file, string(id))); err == nil { // what cannot be read has no text in the index either
			texts[d.segment] += size
		}
		return nil
	})
}

// recordsOf returns the records whose documents the segments hold.
func recordsOf(file *bolt.Bucket, segments []uint64) (records []packed, err error) {
	in := map[uint64]bool{}
	for _, n := range segments {
		in[n] = true
	}
	err = forEach(file.Bucket(digestsBucket), func(id, value []byte) error {
		if d, _ := splitDigest(value); in[d.segment] {
			records = append(records, packed{string(id), bytes.Clone(lookUp(file, string(id)))})
		}
		return nil
	})
	return records, err
}

// exchangeSegments writes the entries as a segment in the place of the victims, which hold just these.
func (s *Store) exchangeSegments(file *bolt.Bucket, victims []uint64, entries []Entry) error {
	stage := &Stage{codec: s.codec}
	for _, e := range entries {
		if err := stage.putDerived(file, file, e); err != nil {
			return err
		}
	}
	if err := stage.flush(); err != nil {
		return err
	}
	for _, n := range victims {
		if err := drop(file.Bucket(indexBucket), segmentKey(n)); err != nil {
			return err
		}
	}
	var f File
	if _, err := getJSON(file, headKey, &f); err != nil {
		return err
	}
	return restamp(file, f, true)
}
