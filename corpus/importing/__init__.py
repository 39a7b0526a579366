"""The team's own material -> records: transcripts, a spreadsheet of cases, a Zotero library. All or nothing."""
