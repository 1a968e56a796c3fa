package store

import (
	"bytes"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// PutLink notes that a CRM object is linked to a call, with what the call says of it. A later note on the same two replaces it. An object
// of which something else is noted than before is touched: its record is to be made anew. The call's id holds no NUL.
func (s *Stage) PutLink(object, call string, value []byte) error {
	b, err := dug(s.b, linksBucket)
	if err != nil {
		return err
	}
	key, encoded := linkKey(object, call), s.codec.encode(value)
	if before := b.Get(key); before != nil && s.codec.sameText(before, encoded) {
		return nil
	}
	if err := s.touch(object); err != nil {
		return err
	}
	return b.Put(key, encoded)
}

// DropLink forgets that an object is linked to a call, and touches the object.
func (s *Stage) DropLink(object, call string) error {
	b := s.b.Bucket(linksBucket)
	if !has(b, linkKey(object, call)) {
		return nil
	}
	if err := s.touch(object); err != nil {
		return err
	}
	return b.Delete(linkKey(object, call))
}

// DropLinks forgets all links: whoever reads all calls puts them anew.
func (s *Stage) DropLinks() error {
	for _, name := range [][]byte{linksBucket, touchedBucket} {
		if err := drop(s.b, name); err != nil {
			return err
		}
	}
	return nil
}

func (s *Stage) touch(object string) error {
	b, err := dug(s.b, touchedBucket)
	if err != nil {
		return err
	}
	return b.Put([]byte(object), met)
}

// Untouch notes that the records of the objects whose keys begin so are made.
func (s *Stage) Untouch(prefix string) error {
	b := s.b.Bucket(touchedBucket)
	if b == nil {
		return nil
	}
	for c := b.Cursor(); ; {
		k, _ := c.Seek([]byte(prefix))
		if !bytes.HasPrefix(k, []byte(prefix)) || k == nil {
			return nil
		}
		if err := b.Delete(k); err != nil {
			return err
		}
	}
}

func linkKey(object, call string) []byte {
	return append(append([]byte(object), 0), call...)
}

// Touched lists the objects that are to be made anew and whose keys begin so, in their order.
func (s *Store) Touched(id core.DatasetID, prefix string) (objects []string, err error) {
	err = s.view("list the changed CRM objects", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		if b = b.Bucket(touchedBucket); b == nil {
			return nil
		}
		c := b.Cursor()
		for k, _ := c.Seek([]byte(prefix)); k != nil && bytes.HasPrefix(k, []byte(prefix)); k, _ = c.Next() {
			objects = append(objects, string(k))
		}
		return nil
	})
	return objects, err
}

// HasLinks tells whether any call of the dataset is linked to a CRM object.
func (s *Store) HasLinks(id core.DatasetID) (linked bool, err error) {
	err = s.view("look for CRM links", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		linked = b.Bucket(linksBucket) != nil && !isEmpty(b.Bucket(linksBucket))
		return nil
	})
	return linked, err
}

// LinksOf returns the notes on one object, in the order of the calls' ids.
func (s *Store) LinksOf(id core.DatasetID, object string) (values [][]byte, err error) {
	err = s.view("read the links of a CRM object", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil || b.Bucket(linksBucket) == nil {
			return err
		}
		prefix := linkKey(object, "")
		c := b.Bucket(linksBucket).Cursor()
		for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
			if bytes.IndexByte(k[len(prefix):], 0) >= 0 {
				continue // of an object whose key is longer
			}
			value, err := s.codec.decode(nil, v)
			if err != nil {
				return err
			}
			values = append(values, value)
		}
		return nil
	})
	return values, err
}

// Links calls fn for every CRM object with its notes, in the order of the objects' keys. The values belong to fn, which may use the store.
func (s *Store) Links(id core.DatasetID, fn func(object string, values [][]byte) error) error {
	from := []byte{}
	for from != nil {
		batch, next, err := s.linkBatch(id, from)
		if err != nil {
			return err
		}
		for _, o := range batch {
			if err := fn(o.key, o.values); err != nil {
				return err
			}
		}
		from = next
	}
	return nil
}

type linkedObject struct {
	key    string
	values [][]byte
}

// linkBytes bounds how much one transaction of Links copies.
const linkBytes = 4 << 20

// linkBatch copies whole objects from the key on, and returns the key of the first object that it left, or nil.
func (s *Store) linkBatch(id core.DatasetID, from []byte) (batch []linkedObject, next []byte, err error) {
	err = s.view("read the CRM links", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil || b.Bucket(linksBucket) == nil {
			return err
		}
		size := 0
		c := b.Bucket(linksBucket).Cursor()
		for k, v := c.Seek(from); k != nil; k, v = c.Next() {
			object := string(k[:bytes.LastIndexByte(k, 0)]) // a call's id holds no NUL, an object's key may
			if n := len(batch); n == 0 || batch[n-1].key != object {
				if size > linkBytes {
					next = bytes.Clone(k)
					return nil
				}
				batch = append(batch, linkedObject{key: object})
			}
			value, err := s.codec.decode(nil, v)
			if err != nil {
				return err
			}
			last := &batch[len(batch)-1]
			last.values = append(last.values, value)
			size += len(value)
		}
		return nil
	})
	return batch, next, err
}
