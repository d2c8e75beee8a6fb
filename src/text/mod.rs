//! Vietnamese writing: Unicode forms, legacy encodings, syllables, names, order. No I/O, knows no forms.
