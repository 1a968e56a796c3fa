package datasets

import (
	"time"

	"tamtam/ui/kit"
)

// A dataset without data types holds files of this computer only. It needs no account, and nothing of it is synced: what changes on the
// disk is read by itself.

// filesOnly tells whether a dataset is one.
func (e Entry) filesOnly() bool { return len(e.Dataset.Types) == 0 }

// seen is when its sources were last looked at.
func (e Entry) seen() (latest time.Time) {
	for _, s := range e.Sources {
		if s.Seen.After(latest) {
			latest = s.Seen
		}
	}
	return latest
}

// lookAt has its sources compared with the disk, which is what refreshing it means.
func lookAt(n Needs) {
	n.Sources.Look()
	n.Stage.Toast(kit.Neutral, sayLooking)
}

// holds tells whether the dataset would hold anything: data types, or what is attached.
func (d *draft) holds() bool {
	kept := len(d.before.Sources) - len(d.attaching.remove)
	return len(d.result().Types) > 0 || kept+len(d.attaching.add) > 0
}
