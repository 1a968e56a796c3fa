package store

import (
	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/timeline"
)

var timelineBucket = []byte("timeline")

// The buckets and keys within.
var (
	timelineSettingsKey = []byte("settings")
	activityTypesKey    = []byte("types")

	companiesBucket = []byte("companies") // gsid -> company; its sequence is the directory's generation
	personsBucket   = []byte("persons")   // gsid -> person
	usersBucket     = []byte("users")     // gsid -> user
	undoBucket      = []byte("undo")      // number -> what a change of the directory has replaced

	mappingsBucket   = []byte("mappings")   // id of a Gong user -> mapping
	activitiesBucket = []byte("activities") // call id -> Activity
	feedsBucket      = []byte("feeds")      // company, "-" for all -> moment, call id

	timelineRunsBucket = []byte("runs")    // run id -> run
	entriesBucket      = []byte("entries") // run id -> number -> entry
	failedBucket       = []byte("failed")  // call id -> what is known of a call that failed last
)

// TimelineSettings returns the settings of the Timeline, as Timeline.Settings does.
func (s *Store) TimelineSettings() (settings timeline.Settings, err error) {
	err = s.ViewTimeline("read the settings of the Timeline", func(t *Timeline) (err error) {
		settings, err = t.Settings()
		return err
	})
	return settings, err
}

// Timeline is what is kept of the Timeline, within one transaction; it ends with it. What it returns is the caller's.
type Timeline struct {
	top  *bolt.Bucket // nil while nothing was ever kept
	undo *undo        // of ChangeDirectory
}

// ViewTimeline calls fn with the Timeline as it is at one moment.
func (s *Store) ViewTimeline(op string, fn func(*Timeline) error) error {
	return s.view(op, func(tx *bolt.Tx) error { return fn(&Timeline{top: tx.Bucket(timelineBucket)}) })
}

// UpdateTimeline calls fn, which may change the Timeline: all of it in one transaction, or nothing when it returns an error.
func (s *Store) UpdateTimeline(op string, fn func(*Timeline) error) error {
	return s.update(op, func(tx *bolt.Tx) error {
		top, err := tx.CreateBucketIfNotExists(timelineBucket)
		if err != nil {
			return err
		}
		return fn(&Timeline{top: top})
	})
}

// Settings returns the settings, those of a new Timeline where none were saved.
func (t *Timeline) Settings() (timeline.Settings, error) {
	s := timeline.DefaultSettings()
	_, err := getJSON(t.top, timelineSettingsKey, &s)
	return s, err
}

// SetSettings keeps the settings.
func (t *Timeline) SetSettings(s timeline.Settings) error {
	return putJSON(t.top, timelineSettingsKey, s)
}

// ActivityTypes returns the types of Activities, those that come with the program where nobody changed them.
func (t *Timeline) ActivityTypes() ([]timeline.ActivityType, error) {
	types := timeline.ActivityTypes()
	_, err := getJSON(t.top, activityTypesKey, &types)
	return types, err
}

// SetActivityTypes keeps the types of Activities.
func (t *Timeline) SetActivityTypes(types []timeline.ActivityType) error {
	return putJSON(t.top, activityTypesKey, types)
}

// Mappings returns how Gong's users stand to the directory's, by their ids.
func (t *Timeline) Mappings() ([]timeline.Mapping, error) {
	return allJSON[timeline.Mapping](dig(t.top, mappingsBucket))
}

// Mapping returns how a Gong user stands to the directory's users; ok is false when nothing is known of it.
func (t *Timeline) Mapping(id core.UserID) (m timeline.Mapping, ok bool, err error) {
	ok, err = getJSON(dig(t.top, mappingsBucket), []byte(id), &m)
	return m, ok, err
}

// PutMapping keeps how a Gong user stands to the directory's. One that a person chose, or took back, counts as a change of the directory: calls that
// failed are asked about again.
func (t *Timeline) PutMapping(m timeline.Mapping) error {
	before, _, err := t.Mapping(m.GongUser)
	if err != nil {
		return err
	}
	if m.Manual != before.Manual || m.Manual && before.User != m.User {
		if err := t.changeDirectory(); err != nil {
			return err
		}
	}
	return put(t.top, mappingsBucket, string(m.GongUser), m)
}

// put keeps a document under a key of a bucket within.
func put(top *bolt.Bucket, bucket []byte, key string, v any) error {
	b, err := dug(top, bucket)
	if err != nil {
		return err
	}
	return putJSON(b, []byte(key), v)
}
