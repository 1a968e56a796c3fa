package importer

import (
	"errors"
	"sync"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// TestACommitThatFailsClaimsNothing: the other lane commits while a type is being shown, and the showing fails.
func TestACommitThatFailsClaimsNothing(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := s.CreateDataset(store.Dataset{Name: "Sample", Types: core.DataTypes()})
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Importer: New(s, nil), dataset: d, state: &state{Layout: layout}}
	failure := errors.New("the disk is full")
	var lane sync.WaitGroup
	err = r.commit(func(s *reached) { s.Done[core.Users] = true }, func([]byte) error {
		lane.Go(func() {
			if err := r.keep(nil, func(s *reached) { s.Folders = append(s.Folders, "7") }); err != nil {
				t.Error(err)
			}
		})
		return failure
	})
	lane.Wait()
	kept, loadErr := loadState(s, d.ID)
	if !errors.Is(err, failure) || loadErr != nil || kept == nil {
		t.Fatalf("%v, %v", err, loadErr)
	}
	if kept.Done[core.Users] || len(kept.Folders) != 1 || kept.Folders[0] != gong.ID("7") {
		t.Errorf("kept %+v, want a folder and no type that is done", kept.reached)
	}
}
