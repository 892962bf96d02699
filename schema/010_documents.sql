-- What was read: medicines, documents, where their text stands, and what was left unread.
-- Offsets count code points from 0; char_end is one past the last. A page is the page of
-- char_start, null where the file has no page breaks.

create table substances (
    id text not null primary key,
    name text not null  -- international non-proprietary name; a combination is "a + b"
) strict;

create table substance_parts (
    substance_id text not null references substances (id),
    part_id text not null references substances (id),
    ordinal integer not null,
    primary key (substance_id, part_id)
) strict;
create index substance_parts_part_id on substance_parts (part_id);

create table products (
    id text not null primary key,
    name text not null,
    substance_id text not null references substances (id),
    jurisdiction text not null  -- EU, US, ...
) strict;
create index products_substance_id on products (substance_id);

create table documents (
    id text not null primary key,
    product_id text not null references products (id),
    family text not null check (family in ('rmp_summary', 'prior_approval', 'assessment_report')),
    layout text,
    title text,  -- these are null where nobody said and the document prints none
    publisher text,
    language text,
    version text,
    document_date text,
    source_url text,
    source_file text not null,
    media_type text not null,
    sha256 text not null,
    page_count integer,
    text text not null,  -- as read, never cleaned: every quote is a part of it
    note text
) strict;
create index documents_product_id on documents (product_id);

create table pages (
    document_id text not null references documents (id),
    number integer not null,
    width real,
    height real,
    read integer not null check (read in (0, 1)),  -- long files: only the chapter's pages are
    char_start integer,  -- of the first and past the last character that stands on the page; a
    char_end integer,    -- table row that goes on over a page makes neighbouring pages overlap
    primary key (document_id, number)
) strict;

create table lines (
    document_id text not null references documents (id),
    ordinal integer not null,
    page integer,
    char_start integer not null,
    char_end integer not null,
    x0 real,
    top real,
    x1 real,
    bottom real,
    table_number integer,  -- null outside ruled tables
    row_number integer,
    column_number integer,
    primary key (document_id, ordinal)
) strict;

create table furniture (
    document_id text not null references documents (id),
    ordinal integer not null,
    page integer not null,
    text text not null,
    reason text not null,
    x0 real,  -- of a PDF; its furniture is no part of the document's text
    top real,
    x1 real,
    bottom real,
    char_start integer,  -- of a text file, whose text is kept as it is
    char_end integer,
    primary key (document_id, ordinal)
) strict;

create table sections (
    id text not null primary key,
    key text not null,    -- II.A, II.B, ... or the name of a box's field or label
    kind text not null check (kind in ('section', 'concern', 'field', 'label')),
    level integer not null,
    title text not null,
    body_end integer not null,  -- the heading's text goes from char_end to here
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index sections_document_id on sections (document_id);

create table template_sentences (
    id text not null primary key,
    key text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index template_sentences_document_id on template_sentences (document_id);
create index template_sentences_key on template_sentences (key, document_id);

create table statements (
    id text not null primary key,
    kind text not null,
    text text not null,
    risk_id text references risks (id),  -- where it speaks of one safety concern
    study_id text references studies (id),  -- where it stands in the row of one study
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index statements_risk_id on statements (risk_id);
create index statements_study_id on statements (study_id);
create index statements_document_id on statements (document_id);

create table unread (
    reason text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start),
    primary key (document_id, char_start)
) strict;

-- Each character of a document counted once, under the first of these that holds it.
create table character_accounts (
    document_id text not null references documents (id),
    account text not null check (
        account in (
            'typed', 'template', 'heading', 'statement', 'mark', 'blank', 'furniture', 'outside',
            'unread'
        )
    ),
    characters integer not null,
    primary key (document_id, account)
) strict;

-- One row: what the database was built from, so that "serve" knows when to build anew.
create table builds (
    fingerprint text not null primary key,
    version text not null
) strict;
