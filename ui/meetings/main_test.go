package meetings_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain holds that no page leaves anything running behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }
