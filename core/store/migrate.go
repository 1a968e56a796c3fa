package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

var (
	makerKey   = []byte("maker")
	schemaKey  = []byte("schema")
	createdKey = []byte("created")
	identKey   = []byte("id")
	maker      = []byte("tamtam")
)

// migration raises the schema from its place in the list to the next number.
type migration func(tx *bolt.Tx) error

// migrations lead from schema 1, the first, to the one this program writes. Each is tested from a database of its version.
var migrations []migration

func initialise(tx *bolt.Tx, now time.Time, schema int) error {
	for _, name := range topBuckets() {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	b := tx.Bucket(metaBucket)
	return errors.Join(
		b.Put(makerKey, maker),
		b.Put(createdKey, []byte(now.UTC().Format(time.RFC3339))),
		b.Put(identKey, []byte(core.NewID())),
		putSchema(b, schema),
	)
}

func putSchema(b *bolt.Bucket, n int) error {
	return b.Put(schemaKey, binary.BigEndian.AppendUint32(nil, uint32(n)))
}

// ID is the database's own random id, made with it: the keychain holds its key under this name.
func (s *Store) ID() (id string, err error) {
	err = s.view("read the database's id", func(tx *bolt.Tx) error {
		id = string(tx.Bucket(metaBucket).Get(identKey))
		return nil
	})
	return id, err
}

// Schema is the number of the database's layout.
func (s *Store) Schema() (n int, err error) {
	err = s.view("read the database's version", func(tx *bolt.Tx) error {
		b := tx.Bucket(metaBucket)
		if b == nil || string(b.Get(makerKey)) != string(maker) || len(b.Get(schemaKey)) != 4 {
			return core.E(core.Broken, "open the database", ErrForeign)
		}
		n = int(binary.BigEndian.Uint32(b.Get(schemaKey)))
		return nil
	})
	return n, err
}

// migrate checks that the file is ours and brings it to this program's schema, after a backup beside it. Nothing is written to a file of
// a newer version.
func (s *Store) migrate(steps []migration) error {
	n, err := s.Schema()
	if err != nil {
		return err
	}
	switch want := len(steps) + 1; {
	case n > want:
		return core.E(core.Broken, "open the database", ErrNewer)
	case n < 1:
		return core.E(core.Broken, "open the database", ErrForeign)
	case n == want:
		return nil
	}
	backup := fmt.Sprintf("%s.schema-%d", s.path, n)
	if err := s.Backup(backup); err != nil {
		return err
	}
	return s.update("bring the database to this version", func(tx *bolt.Tx) error {
		for i := n - 1; i < len(steps); i++ {
			if err := steps[i](tx); err != nil {
				return fmt.Errorf("schema %d: %w", i+2, err)
			}
		}
		return putSchema(tx.Bucket(metaBucket), len(steps)+1)
	})
}

// Backup writes a copy of the database to the path, which bears it only once the copy is complete and on the disk. Others may read and write
// meanwhile. The folder must exist.
func (s *Store) Backup(path string) error {
	const op = "back up the database"
	if same(path, s.path) {
		return core.Errorf(core.Invalid, op, "the copy cannot take the database's own place")
	}
	f, err := os.CreateTemp(filepath.Dir(path), backupPrefix) // 0600 by CreateTemp
	if err != nil {
		return wrap(op, err)
	}
	defer os.Remove(f.Name())
	err = s.view(op, func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(f)
		return err
	})
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return wrap(op, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return wrap(op, err)
	}
	return wrap(op, syncFolder(filepath.Dir(path)))
}

func same(a, b string) bool {
	first, err := os.Stat(a)
	second, otherErr := os.Stat(b)
	return err == nil && otherErr == nil && os.SameFile(first, second)
}
