-- Full-text search: a table per kind of prose, and one index over every findable thing.
-- The store fills search_index from search_rows, then runs ('rebuild') on every *_fts table.
-- Datasette finds an FTS table by content="table" in double quotes.

create virtual table documents_fts using fts5 (
    title, text, note, content="documents", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table sections_fts using fts5 (
    title, content="sections", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table template_sentences_fts using fts5 (
    quote, content="template_sentences", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table statements_fts using fts5 (
    text, content="statements", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table unread_fts using fts5 (
    quote, content="unread", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table label_sections_fts using fts5 (
    title, content="label_sections", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table legal_statuses_fts using fts5 (
    name, definition, content="legal_statuses", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table concepts_fts using fts5 (
    name, content="concepts", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table concept_synonyms_fts using fts5 (
    synonym, content="concept_synonyms", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table risks_fts using fts5 (
    name, heading, content="risks", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table evidence_fts using fts5 (
    text, content="evidence", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table evidence_figures_fts using fts5 (
    outcome, basis, population, quote,
    content="evidence_figures", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table risk_factors_fts using fts5 (
    factor, content="risk_factors", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table risk_minimisation_measures_fts using fts5 (
    text, content="risk_minimisation_measures", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table indications_fts using fts5 (
    text, content="indications", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table pharmacovigilance_activities_fts using fts5 (
    text, content="pharmacovigilance_activities", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table studies_fts using fts5 (
    name, purpose, content="studies", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table findings_fts using fts5 (
    message, derived, content="findings", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table policy_criteria_fts using fts5 (
    text, content="policy_criteria", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table drug_classes_fts using fts5 (
    name, content="drug_classes", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table class_members_fts using fts5 (
    generic_name, brand_name,
    content="class_members", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table policy_history_fts using fts5 (
    action, content="policy_history", tokenize="porter unicode61 remove_diacritics 2"
);
create virtual table policy_warnings_fts using fts5 (
    name, content="policy_warnings", tokenize="porter unicode61 remove_diacritics 2"
);

create table search_index (
    id integer primary key,
    kind text not null check (
        kind in (
            'medicine', 'document', 'risk', 'evidence', 'figure', 'factor', 'measure',
            'statement', 'indication', 'activity', 'study', 'finding', 'criterion', 'limit',
            'dose_pack', 'drug', 'history', 'warning', 'policy', 'label_section', 'legal_status'
        )
    ),
    title text not null,
    also_known_as text not null,  -- a line each: names of medicines, synonyms, other spellings
    body text not null,
    related text not null,        -- a line each: words that lead here and mean something else
    product_id text references products (id),
    category text,                -- of the risk that the thing is or hangs on
    row_path text not null,       -- where the site shows the row
    risk_id text references risks (id),
    document_id text references documents (id),
    page integer,
    weight real not null          -- how much a hit counts: a risk goes before what hangs on it
) strict;
create index search_index_product_id on search_index (product_id);
create index search_index_document_id on search_index (document_id);
create index search_index_risk_id on search_index (risk_id);
create index search_index_kind on search_index (kind);

-- The words of the index as printed, and how many rows have each: what a misspelling may mean.
create table search_words (
    word text not null primary key,
    american text not null,
    stem text not null,  -- what names are compared by
    rows integer not null
) strict;
create index search_words_stem on search_words (stem);
create index search_words_american on search_words (american);

-- Words of questions. "stop" words are passed over, "weak" ones rank but are not asked of a hit.
create table search_stop_words (
    word text not null primary key,
    kind text not null check (kind in ('stop', 'weak')),
    source text not null
) strict;

-- Words of questions that say which kinds of rows are asked for: a JSON array.
create table search_intents (
    phrase text not null primary key,
    kinds text not null check (json_valid(kinds)),
    source text not null
) strict;

-- The words of the dictionaries: none is a misspelling.
create table known_words (
    word text not null primary key,
    stem text not null
) strict;

create virtual table search_index_fts using fts5 (
    title, also_known_as, body, related, content="search_index", content_rowid="id",
    tokenize="porter unicode61 remove_diacritics 2"
);
insert into search_index_fts (search_index_fts, rank) values ('rank', 'bm25(10.0, 6.0, 3.0, 1.0)');

-- What search_index shall hold: one row per findable thing, in an order that builds repeat.
create view search_rows as
with named (product_id, product, names) as (
    select p.id, p.name, p.name || char(10) || s.name
    from products p join substances s on s.id = p.substance_id
),
hung (kind, what, weight, risk_id, product_id, body, row_path, document_id, page) as (
    select 'evidence', 'evidence', 1.4, risk_id, null, text,
        '/riskplan/evidence/' || id, document_id, page
    from evidence
    union all
    select 'figure', 'figure', 0.35, risk_id, null,
        quote || coalesce('; ' || outcome, '') || coalesce('; ' || basis, '')
            || case
                when population is null or instr(coalesce(basis, ''), population) then ''
                else '; ' || population
            end,
        '/riskplan/evidence_figures/' || id, document_id, page
    from evidence_figures
    union all
    select 'factor', replace(role, '_', ' '), 0.3, risk_id, null, factor,
        '/riskplan/risk_factors/' || id, document_id, page
    from risk_factors
    union all
    select 'measure', kind || ' measure', 0.3, risk_id, null, text,
        '/riskplan/risk_minimisation_measures/' || id, document_id, page
    from risk_minimisation_measures
    union all
    select 'activity', kind || ' pharmacovigilance', 0.9, risk_id, product_id, text,
        '/riskplan/pharmacovigilance_activities/' || id, document_id, page
    from pharmacovigilance_activities
    union all
    select 'statement', replace(kind, '_', ' '), iif(risk_id is null, 1.0, 0.55), risk_id, null, text,
        '/riskplan/statements/' || id, document_id, page
    from statements
    union all
    select 'indication', 'indication', 1.6, null, product_id, text,
        '/riskplan/indications/' || id, document_id, page
    from indications
    union all
    select 'study', 'study in the post-authorisation development plan', 1.2, null, product_id,
        trim(coalesce(name, quote) || ' ' || coalesce(purpose, '')),
        '/riskplan/studies/' || id, document_id, page
    from studies
    union all
    select 'finding', 'finding', 0.8, null, null, trim(message || ' ' || coalesce(derived, '')),
        '/riskplan/findings/' || id, document_id, page
    from findings
    union all
    select 'criterion', phase || ' criterion', 1.2, null, null, text,
        '/riskplan/policy_criteria/' || id, document_id, page
    from policy_criteria
    where kind <> 'group'
    union all
    select 'limit', 'quantity limit', 1.4, null, null,
        iif(strength_mg is null, '', printf('%g mg strength: ', strength_mg))
            || printf('%d %s per %d days', quantity, unit, days),
        '/riskplan/quantity_limits/' || id, document_id, page
    from quantity_limits
    union all
    select 'dose_pack', 'dose pack', 0.8, null, null,
        printf('%g mg %d x weekly: %d blister packs of %d x %g mg; ', dose_mg, doses_per_week,
            packs, tablets_per_pack, strength_mg) || quote,
        '/riskplan/dose_packs/' || id, document_id, page
    from dose_packs
    union all
    select 'policy', 'policy', 1.0, null, product_id,
        trim(
            coalesce('approval lasts ' || initial_months || ' months; ', '')
                || coalesce('renewal lasts ' || renewal_months || ' months; ', '')
                || coalesce('minimum age ' || minimum_age || ' years; ', '')
                || coalesce('effective on ' || effective_on || '; ', '')
                || coalesce('approved on ' || approved_on || '; ', '')
                || coalesce('allowance before approval: ' || pre_approval_allowance, '')
        ),
        '/riskplan/policies/' || id, document_id, null
    from policies
    union all
    select 'history', 'policy history ' || month, 0.8, null, null, action,
        '/riskplan/policy_history/' || id, document_id, page
    from policy_history
),
found (
    kind, title, names, body, product_id, category, row_path, risk_id, document_id, page, weight
) as (
    select 'medicine', n.product, n.names, p.jurisdiction, p.id, null,
        '/riskplan/products/' || p.id, null, null, null, 3.0
    from products p join named n on n.product_id = p.id
    union all
    select 'document', coalesce(d.title, d.source_file), n.names,
        coalesce(d.publisher, '') || ' ' || coalesce(d.note, ''),
        d.product_id, null, '/riskplan/documents/' || d.id, null, d.id, null, 2.0
    from documents d join named n on n.product_id = d.product_id
    union all
    select 'risk', r.name, n.names,
        coalesce(r.heading, case r.category
            when 'missing' then 'missing information'
            else 'important ' || r.category || ' risk'
        end),
        r.product_id, r.category, '/riskplan/risks/' || r.id, r.id, r.document_id, r.page, 3.0
    from risks r join named n on n.product_id = r.product_id
    union all
    select h.kind, coalesce(r.name, n.product) || ': ' || h.what, n.names, h.body,
        n.product_id, r.category, h.row_path, r.id, h.document_id, h.page, h.weight
    from hung h
    join documents d on d.id = h.document_id
    join named n on n.product_id = coalesce(h.product_id, d.product_id)
    left join risks r on r.id = h.risk_id
    union all
    select 'drug', m.brand_name, m.generic_name, c.name,
        d.product_id, null, '/riskplan/class_members/' || m.id, null, m.document_id,
        m.page, 1.6
    from class_members m
    join drug_classes c on c.id = m.class_id
    join documents d on d.id = m.document_id
    union all
    select 'warning', w.name, n.names, 'warning named by the policy for ' || n.product,
        d.product_id, null, '/riskplan/policy_warnings/' || w.id, null, w.document_id,
        w.page, 1.5
    from policy_warnings w
    join documents d on d.id = w.document_id
    join named n on n.product_id = d.product_id
    union all
    select 'label_section', document || ' ' || number || ' ' || title, '', source,
        null, null, '/riskplan/label_sections/' || replace(id, '.', '~2E'), null, null, null, 2.0
    from label_sections
    union all
    select 'legal_status', name, '', definition,
        null, null, '/riskplan/legal_statuses/' || id, null, null, null, 2.0
    from legal_statuses
)
select
    kind, title, names as also_known_as, body, '' as related, product_id, category, row_path,
    risk_id, document_id, page, weight
from found
order by document_id, row_path;
