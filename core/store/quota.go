package store

import (
	"context"
	"encoding/binary"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// quotaDays is how many days of request counts are kept.
const quotaDays = 60

// Add counts n requests sent to Gong on the UTC day and returns the day's total.
func (s *Store) Add(ctx context.Context, day core.Day, n int) (total int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	err = s.update("count a request", func(tx *bolt.Tx) error {
		b := tx.Bucket(quotaBucket)
		total = requests(b, day) + n
		oldest := []byte(day.Add(-quotaDays).String())
		for c := b.Cursor(); ; {
			k, _ := c.First()
			if k == nil || string(k) >= string(oldest) {
				break
			}
			if err := b.Delete(k); err != nil {
				return err
			}
		}
		return b.Put([]byte(day.String()), binary.BigEndian.AppendUint32(nil, uint32(total)))
	})
	return total, err
}

// Requests is how many requests were sent to Gong on the UTC day.
func (s *Store) Requests(day core.Day) (total int, err error) {
	err = s.view("read the count of requests", func(tx *bolt.Tx) error {
		total = requests(tx.Bucket(quotaBucket), day)
		return nil
	})
	return total, err
}

func requests(b *bolt.Bucket, day core.Day) int {
	if v := b.Get([]byte(day.String())); len(v) == 4 {
		return int(binary.BigEndian.Uint32(v))
	}
	return 0
}
