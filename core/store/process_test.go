package store_test

var helpers = map[string]func(folder string) error{}
