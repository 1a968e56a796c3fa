package store

import (
	"iter"

	"tamtam/core"
	"tamtam/core/marks"
)

// Marks returns what a person made of a call; empty Marks with the call's id where there is nothing.
func (s *Store) Marks(call core.CallID) (marks.Marks, error) { return marks.Marks{Call: call}, nil }

// UpdateMarks changes what a person made of a call in one transaction, so that nothing made meanwhile is lost, and returns it as it is kept.
// An error of change is returned, and nothing is kept. Marks that are empty are removed.
func (s *Store) UpdateMarks(call core.CallID, change func(*marks.Marks) error) (marks.Marks, error) {
	return marks.Marks{Call: call}, nil
}

// AllMarks yields the marks of all calls that have any, by call id. The caller may use the store meanwhile; calls that are marked meanwhile may
// be met or not.
func (s *Store) AllMarks() iter.Seq2[marks.Marks, error] { return nil }

// Gists returns what lists and filters need of all calls that have marks, and MarksGeneration of the same moment.
func (s *Store) Gists() (gists map[core.CallID]marks.Gist, generation uint64, err error) {
	return nil, 0, nil
}

// MarksGeneration grows with every change of any call's marks, and never otherwise.
func (s *Store) MarksGeneration() (uint64, error) { return 0, nil }

// Tags returns all tags by name, each as it is written most often.
func (s *Store) Tags() ([]marks.TagCount, error) { return nil, nil }

// RenameTag writes a tag otherwise in all calls that have it, whatever its case, and returns these. A call that has both has the new one.
func (s *Store) RenameTag(tag, to string) ([]core.CallID, error) { return nil, nil }

// DeleteTag takes a tag out of all calls that have it, whatever its case, and returns these.
func (s *Store) DeleteTag(tag string) ([]core.CallID, error) { return nil, nil }
