package store

import (
	"bytes"

	bolt "go.etcd.io/bbolt"
)

// Setting reads the setting of the name into v; ok is false, and v untouched, when it was never set.
func (s *Store) Setting(name string, v any) (ok bool, err error) {
	err = s.view("read a setting", func(tx *bolt.Tx) error {
		ok, err = getJSON(tx.Bucket(settingsBucket), []byte(name), v)
		return err
	})
	return ok, err
}

// SetSetting keeps a setting. It must hold no secret.
func (s *Store) SetSetting(name string, v any) error {
	return s.update("keep a setting", func(tx *bolt.Tx) error { return putJSON(tx.Bucket(settingsBucket), []byte(name), v) })
}

// Blob is a named value that the vault keeps beside what it sealed: which vault is in use, and a passphrase vault's header.
type Blob struct {
	store *Store
	name  []byte
}

// Blob returns the vault's value of the name.
func (s *Store) Blob(name string) Blob { return Blob{store: s, name: []byte(name)} }

// Load returns the value, or nil when there is none.
func (b Blob) Load() (value []byte, err error) {
	err = b.store.view("read the vault's header", func(tx *bolt.Tx) error {
		value = bytes.Clone(tx.Bucket(vaultBucket).Get(b.name))
		return nil
	})
	return value, err
}

// Save keeps the value; nil removes it.
func (b Blob) Save(value []byte) error {
	return b.store.update("keep the vault's header", func(tx *bolt.Tx) error {
		if value == nil {
			return tx.Bucket(vaultBucket).Delete(b.name)
		}
		return tx.Bucket(vaultBucket).Put(b.name, value)
	})
}
