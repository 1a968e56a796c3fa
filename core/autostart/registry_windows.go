package autostart

import (
	"errors"

	win "golang.org/x/sys/windows/registry"
)

// user is the registry of the person who is logged in.
type user struct{}

func currentUser() registry { return user{} }

func (user) text(key, name string) (string, bool, error) {
	return value(key, name, win.Key.GetStringValue)
}

func (user) binary(key, name string) ([]byte, bool, error) {
	return value(key, name, win.Key.GetBinaryValue)
}

// value reads a value; one of another type than expected is none of ours.
func value[T any](key, name string, read func(win.Key, string) (T, uint32, error)) (v T, ok bool, err error) {
	k, err := win.OpenKey(win.CURRENT_USER, key, win.QUERY_VALUE)
	if err == nil {
		defer k.Close()
		v, _, err = read(k, name)
	}
	if errors.Is(err, win.ErrNotExist) || errors.Is(err, win.ErrUnexpectedType) {
		return v, false, nil
	}
	return v, err == nil, err
}

func (user) setText(key, name, value string) error {
	k, _, err := win.CreateKey(win.CURRENT_USER, key, win.SET_VALUE)
	if err != nil {
		return err
	}
	return errors.Join(k.SetStringValue(name, value), k.Close())
}

func (user) remove(key, name string) error {
	k, err := win.OpenKey(win.CURRENT_USER, key, win.SET_VALUE)
	if err == nil {
		err = errors.Join(k.DeleteValue(name), k.Close())
	}
	if errors.Is(err, win.ErrNotExist) {
		return nil
	}
	return err
}
