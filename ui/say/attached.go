package say

import "tamtam/core/store"

// Attached tells in a few words what is not as one would wish about an attached file, and in whole sentences why and what helps; both are ""
// when nothing is to be said. Whether it vanished is not among it: that has a time.
func Attached(a store.Attached) (words, why string) {
	kept := " It is kept as it is, and exported with the others."
	if a.Form == store.NotKept {
		kept = ""
	}
	switch a.Trouble {
	case store.Refused:
		return "cannot be read", "You have no permission to read this file, or another program holds it. It is tried again at the next look."
	case store.TooLarge:
		return "too large", "Files above 100 MB are only listed: the database would grow by them, and so would each backup."
	case store.TooLong:
		return "too much text", "The file holds more than 100 MB of text, which nobody reads." + kept
	case store.NoText:
		return "no text in it", "There is no text in the file: its pages may be pictures of text, as from a scanner." + kept
	case store.Encrypted:
		return "needs a password", "The file is protected by a password, or written by an old version of its program. Save it without a password, or as a newer document." +
			kept
	case store.Faulty:
		return "damaged", "The file is damaged, or is not what its name says." + kept
	case store.TooSlow:
		return "takes too long to read", "Reading the file took longer than any sound file does, and was given up." + kept
	case store.OnlineOnly:
		return "only online", "The content is not on this computer. Have the cloud drive's program keep the file offline, or export it as a document."
	case store.TooMany:
		return "left out", "The folder holds more than 2 GB, of which this file is not kept."
	}
	if a.Form == store.AsIs {
		return "kept as it is", "Nothing here reads files of this kind. It is exported as it is, and has no text to show."
	}
	return "", ""
}

// Source tells in a few words what is not as one would wish about a file or folder that was attached, and in whole sentences why and what
// helps; both are "" when nothing is to be said.
func Source(s store.Source) (words, why string) {
	switch {
	case !s.Offline.IsZero() && s.Trouble == store.Refused:
		return "cannot be read", "You have no permission to look into it. What was read before is kept."
	case !s.Offline.IsZero():
		return "not there", "It was moved, renamed or removed, or its drive is not connected. What was read before is kept, and it is looked for again."
	}
	switch s.Trouble {
	case store.Refused:
		return "partly read", "You have no permission to look into some of its folders. What was read from them before is kept."
	case store.TooMany:
		return "partly read", "It holds more than 10,000 files. The first of them by name are attached; choose the folders within it that matter."
	case store.Unwatched:
		return "looked through every 2 minutes", "The system does not tell of changes in it, so it is looked through every 2 minutes."
	}
	return "", ""
}
