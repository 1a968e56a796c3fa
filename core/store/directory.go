package store

import (
	"bytes"
	"strings"

	"tamtam/core"
	"tamtam/core/timeline"
)

const opDirectory = "change the directory"

// Companies returns the companies, by their ids.
func (t *Timeline) Companies() ([]timeline.Company, error) {
	return allJSON[timeline.Company](dig(t.top, companiesBucket))
}

// Company returns a company; ok is false when there is none of the id.
func (t *Timeline) Company(id timeline.GSID) (c timeline.Company, ok bool, err error) {
	ok, err = getJSON(dig(t.top, companiesBucket), []byte(id), &c)
	return c, ok, err
}

// Persons returns the persons, by their ids.
func (t *Timeline) Persons() ([]timeline.Person, error) {
	return allJSON[timeline.Person](dig(t.top, personsBucket))
}

// Users returns the users, by their ids.
func (t *Timeline) Users() ([]timeline.User, error) {
	return allJSON[timeline.User](dig(t.top, usersBucket))
}

// Directory returns all three, to be looked up in.
func (t *Timeline) Directory() (*timeline.Directory, error) {
	companies, err := t.Companies()
	if err != nil {
		return nil, err
	}
	persons, err := t.Persons()
	if err != nil {
		return nil, err
	}
	users, err := t.Users()
	if err != nil {
		return nil, err
	}
	return timeline.NewDirectory(companies, persons, users), nil
}

// Generation grows with each change of companies, persons, users and manual mappings.
func (t *Timeline) Generation() uint64 {
	if b := dig(t.top, companiesBucket); b != nil {
		return b.Sequence()
	}
	return 0
}

func (t *Timeline) changeDirectory() error {
	b, err := dug(t.top, companiesBucket)
	if err != nil {
		return err
	}
	_, err = b.NextSequence()
	return err
}

// PutCompany keeps a company in place of the one with its id; PutPerson and PutUser do the same for theirs.
func (t *Timeline) PutCompany(c timeline.Company) error {
	return t.putObject(companiesBucket, c.GSID, c)
}

// PutPerson keeps a person.
func (t *Timeline) PutPerson(p timeline.Person) error { return t.putObject(personsBucket, p.GSID, p) }

// PutUser keeps a user.
func (t *Timeline) PutUser(u timeline.User) error { return t.putObject(usersBucket, u.GSID, u) }

func (t *Timeline) putObject(bucket []byte, id timeline.GSID, v any) error {
	if id == "" || len(id) > maxCallID || strings.ContainsRune(string(id), 0) {
		return core.Errorf(core.Invalid, opDirectory, "this is no id")
	}
	if err := t.changeDirectory(); err != nil {
		return err
	}
	b, err := dug(t.top, bucket)
	if err != nil {
		return err
	}
	before := bytes.Clone(b.Get([]byte(id)))
	if err := putJSON(b, []byte(id), v); err != nil {
		return err
	}
	t.replaced(bucket, id, before, b.Get([]byte(id)))
	return nil
}

// DeleteCompany forgets a company, as DeletePerson and DeleteUser do theirs; nothing happens when it is not there.
func (t *Timeline) DeleteCompany(id timeline.GSID) error { return t.deleteObject(companiesBucket, id) }

// DeletePerson forgets a person.
func (t *Timeline) DeletePerson(id timeline.GSID) error { return t.deleteObject(personsBucket, id) }

// DeleteUser forgets a user.
func (t *Timeline) DeleteUser(id timeline.GSID) error { return t.deleteObject(usersBucket, id) }

func (t *Timeline) deleteObject(bucket []byte, id timeline.GSID) error {
	b := dig(t.top, bucket)
	if b == nil || b.Get([]byte(id)) == nil {
		return nil
	}
	if err := t.changeDirectory(); err != nil {
		return err
	}
	t.replaced(bucket, id, bytes.Clone(b.Get([]byte(id))), nil)
	return b.Delete([]byte(id))
}
