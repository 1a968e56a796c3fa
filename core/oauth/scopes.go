package oauth

import "slices"

// scopes are the permissions that all data types together need, and the list of workspaces (Gong's OpenAPI document names them with each
// operation).
var scopes = []string{
	"api:calls:read:basic", "api:calls:read:extensive", "api:calls:read:transcript", "api:users:read", "api:stats:user-actions",
	"api:stats:interaction", "api:stats:scorecards", "api:settings:scorecards:read", "api:settings:trackers:read", "api:library:read",
	"api:workspaces:read",
}

// Scopes are the permissions that an integration should be registered with. The caller owns the slice.
func Scopes() []string { return slices.Clone(scopes) }
