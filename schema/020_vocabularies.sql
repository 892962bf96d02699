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

-- The field's terms, each with a line in plain words for readers from outside.
create table plain_terms (
    id text not null primary key,
    term text not null,
    plain text not null,
    source text not null
) strict;

create table read_parts (
    family text not null primary key,
    part text not null,  -- of a long file; a shorter one is read whole
    source text not null
) strict;

create table number_words (
    word text not null primary key,
    value real not null,  -- of a share in percent
    kind text not null check (kind in ('count', 'share', 'multiple', 'none', 'none_before')),
    source text not null
) strict;

create table policy_units (
    unit text not null primary key,
    singular text not null,
    is_filled text check (is_filled in ('yes')),  -- "60 mg/mL syringes": each may hold so much
    example text not null,
    source text not null
) strict;

create table audiences (
    id text not null primary key,
    name text not null,
    source text not null
) strict;

create table measure_tools (
    id text not null primary key,
    name text not null,
    kind text not null check (kind in ('routine', 'additional')),
    part_of text references measure_tools (id),
    audience text check (audience is null or json_valid(audience)),  -- where what the tool is fixes it
    definition text not null,
    source text not null
) strict;
create index measure_tools_part_of on measure_tools (part_of);

-- The words for a tool; revisions of GVP Module XVI that have them, none for other usage.
create table measure_tool_terms (
    tool text not null references measure_tools (id),
    wording text not null,
    revisions text not null check (json_valid(revisions)),
    source text not null,
    primary key (tool, wording)
) strict;

create table finding_rules (
    id text not null primary key,
    title text not null,
    meaning text not null,
    severity text not null check (severity in ('error', 'warning', 'note')),
    families text not null check (json_valid(families)),
    source text not null
) strict;

-- The fields that documents of a family have states for.
create table template_fields (
    id text not null primary key,
    level text not null check (level in ('document', 'concern')),
    name text not null,
    families text not null check (json_valid(families)),
    source text not null
) strict;

-- Where a template has a field, and whether it demands it. layout: a revision, as documents.layout
-- begins with it; null where the family has one template.
create table template_requirements (
    field text not null references template_fields (id),
    family text not null,
    layout text,
    section text,
    required text not null check (required in ('always', 'conditional', 'never')),
    condition text,
    source text not null,
    unique (field, family, layout)
) strict;

-- What names of concerns, factors and warnings may mean: the project's own concepts, and terms of the
-- Human Phenotype Ontology (unaltered, with its version).
create table concepts (
    id text not null primary key,
    name text not null,
    kind text not null,
    terminology text not null,
    version text,
    hpo_id text  -- the phenotype that means the same
) strict;

create table concept_synonyms (
    concept_id text not null references concepts (id),
    synonym text not null,
    kind text not null check (kind in ('exact', 'spelling', 'abbreviation', 'lay', 'related')),
    is_narrower integer not null check (is_narrower in (0, 1)),  -- the name of a case of the concept
    source text not null,  -- the terminology that has it
    primary key (concept_id, synonym)
) strict;

create index concepts_name on concepts (lower(name));
create index concept_synonyms_synonym on concept_synonyms (lower(synonym));

create table broader_concepts (
    concept_id text not null references concepts (id),
    broader_id text not null references concepts (id),
    primary key (concept_id, broader_id)
) strict;
create index broader_concepts_broader_id on broader_concepts (broader_id);

-- Empty: for codes of terminologies that a user has a licence for.
create table local_codes (
    concept_id text not null references concepts (id),
    terminology text not null,
    code text not null,
    name text,
    primary key (concept_id, terminology, code)
) strict;
