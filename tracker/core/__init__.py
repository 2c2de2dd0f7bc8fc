"""Pure judgement: records in, records out. No clock, no files, no network, no database."""
