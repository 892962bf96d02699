-- Reference tables, filled from ingest/dictionaries/*.csv: the same in every database.

create table label_sections (
    id text not null primary key,  -- smpc-4.4, pl-2
    document text not null check (document in ('SmPC', 'PL')),
    number text not null,
    title text not null,
    source text not null
) strict;

create table legal_statuses (
    id text not null primary key,
    name text not null,
    definition text not null,
    source text not null
) strict;

create table finding_rules (
    id text not null primary key,
    title text not null,
    meaning text not null,
    severity text not null check (severity in ('error', 'warning', 'note')),
    families text not null check (json_valid(families)),
    source text not null
) strict;

create table concepts (
    id text not null primary key,
    name text not null,
    definition text,
    terminology text,
    version text
) strict;

create table concept_synonyms (
    concept_id text not null references concepts (id),
    synonym text not null,
    kind text not null,
    primary key (concept_id, synonym)
) strict;
