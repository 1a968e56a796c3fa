package auth

import (
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// Report is what a test of a credential found.
type Report struct {
	// BaseURL is where the account was reached: what was entered, or the host that Gong redirected to.
	BaseURL string `json:"baseURL"`
	// Workspaces are the names of the account's workspaces; none when the permission to list them is missing.
	Workspaces []string `json:"workspaces,omitempty"`
	// workspaceIDs tell the account from others.
	workspaceIDs []string
	// Grants has a line for each data type, in the order of core.DataTypes.
	Grants []Grant   `json:"grants"`
	Tested time.Time `json:"tested"`
}

// Grant says whether a credential may read a data type.
type Grant struct {
	Type    core.DataType `json:"type"`
	Granted bool          `json:"granted"`
	// Scope is the missing permission of a type that is not granted; "" when Gong did not name it.
	Scope string `json:"scope,omitempty"`
	// Lacks is a permission whose absence leaves a part out of what is granted.
	Lacks string `json:"lacks,omitempty"`
	// Err says why the type could not be checked: it is then neither granted nor denied.
	Err error `json:"-"`
}

// Denied tells that Gong refuses the data type for want of a permission.
func (g Grant) Denied() bool { return !g.Granted && g.Err == nil }

// Granted counts the data types that may be read.
func (r Report) Granted() int {
	n := 0
	for _, g := range r.Grants {
		if g.Granted {
			n++
		}
	}
	return n
}

// describe puts what the test found into the connection.
func (r Report) describe(c *store.Connection) {
	c.Tested = r.Tested
	if len(r.workspaceIDs) > 0 { // what was seen before tells the account from others, also when it may not be listed any more
		c.Workspaces, c.WorkspaceIDs = r.Workspaces, r.workspaceIDs
	}
	c.Denied = nil
	for _, g := range r.Grants {
		if g.Denied() {
			if c.Denied == nil {
				c.Denied = map[core.DataType]string{}
			}
			c.Denied[g.Type] = g.Scope
		}
	}
	_, c.Account, _ = strings.Cut(c.BaseURL, "://") // the host, for want of a name
	if len(c.Workspaces) > 0 {
		c.Account = c.Workspaces[0]
	}
}

// trouble is what is remembered of a connection that stopped working.
type trouble struct {
	Kind  core.Kind `json:"kind"`
	Since time.Time `json:"since"`
}

func troubleSetting(id core.ConnectionID) string { return "trouble." + string(id) }

// Note remembers how the connection fared when it was last used. Only a failure that a person must mend is kept (the credential refused,
// the host not Gong's); nil, and Gong's refusal of a single permission, say that the credential works.
func (c *Connections) Note(id core.ConnectionID, err error) error {
	var now trouble
	switch kind := core.KindOf(err); {
	case err == nil || kind == core.Denied:
	case kind == core.Unauthorized || kind == core.Foreign:
		now = trouble{kind, c.clock.Now().UTC()}
	default:
		return nil // says nothing about the credential
	}
	var before trouble
	if _, err := c.store.Setting(troubleSetting(id), &before); err != nil || before.Kind == now.Kind {
		return err
	}
	return c.store.SetSetting(troubleSetting(id), now)
}

// Trouble is the kind of the failure that a person must mend before the connection works again, and since when; core.Other when there is
// none.
func (c *Connections) Trouble(id core.ConnectionID) (core.Kind, time.Time, error) {
	var t trouble
	_, err := c.store.Setting(troubleSetting(id), &t)
	return t.Kind, t.Since, err
}
