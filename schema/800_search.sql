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
            'statement', 'indication', 'activity', 'study', 'milestone', 'finding', 'criterion',
            'limit', 'dose_pack', 'drug', 'history', 'warning', 'policy', 'label_section', 'legal_status'
        )
    ),
    title text not null,
    body text not null,
    product_id text references products (id),
    category text,                -- of the risk that the thing is or hangs on
    row_path text not null,       -- where the site shows the row
    risk_id text references risks (id),
    document_id text references documents (id),
    page integer,
    printed text,                 -- what the document says there; null where the row has no place
    context text,                 -- the concern or the study that the row hangs on; of a criterion what
                                  -- stands beside it
    aspect text not null default '',  -- what it is of its kind: words such as "additional stated_none"
    weight real not null,         -- how much a hit counts: a risk goes before what hangs on it
    -- The long ones come last: what stands before them is read without them.
    also_known_as text not null,  -- a line each: names of medicines, synonyms, other spellings
    related text not null         -- a line each: words that lead here and mean something else
) strict;
create index search_index_product_id on search_index (product_id);
create index search_index_document_id on search_index (document_id);
create index search_index_risk_id on search_index (risk_id);
create index search_index_kind on search_index (kind);

-- The words of the index as printed, and how many rows have each: what a misspelling may mean.
create table search_words (
    word text not null primary key,
    root text not null,  -- what searches compare by
    rows integer not null
) strict;

-- Words of questions. "stop" words are passed over, "light" ones inside phrases too ("off her food");
-- "weak" ones rank but are not asked of a hit.
create table search_stop_words (
    word text not null primary key,
    kind text not null check (kind in ('light', 'stop', 'weak')),
    source text not null
) strict;

-- Words that tell how a question is meant, in groups: those that deny, that blame a medicine, that say
-- something falls. A "word" may be several, or the ending of one.
create table search_word_groups (
    name text not null,
    word text not null,
    source text not null,
    primary key (name, word)
) strict;

-- Topics, which ask for kinds of rows, in groups: those that are factors, or that hang on concerns.
-- Some groups say what is asked for "instead" of each where the rule of the group holds.
create table search_topic_groups (
    name text not null,
    topic text not null,
    instead text,
    source text not null,
    primary key (name, topic)
) strict;

-- Words that sentences of the template explain, from the key of the first to that of the last; asked
-- for where the words are "named", or where it is asked what they mean ("meaning").
create table search_explained (
    words text not null primary key,
    first text not null,
    last text not null,
    asked text not null check (asked in ('named', 'meaning')),
    source text not null
) strict;

-- What is asked for by which words, and which words a row prints that tells it: alternatives apart by
-- "|". In "asks" an ellipsis is up to six words; in "prints" an ending "*" is any letters, "#" a number.
create table search_answers (
    asks text not null primary key,
    prints text not null,
    source text not null
) strict;

-- Words that people say, and what they stand for in search_postings or search_notions. A key is the
-- roots of the words: without the stop words and sorted, or (is_ordered) all as they follow each other.
create table search_phrases (
    key text not null,
    is_ordered integer not null check (is_ordered in (0, 1)),
    term text not null,
    strength real not null,
    said text not null,   -- the words as the dictionary has them
    kind text not null,
    source text not null,
    means text,           -- the words of a term "w:", with their stop words
    relation text check (relation in ('narrower', 'beside')),  -- null for a name of the thing itself
    primary key (key, is_ordered, term)
) strict;

-- What is a case of a wide notion ("g:"), as search_postings has it.
create table search_notions (
    notion text not null,
    term text not null,
    strength real not null,
    means text not null,  -- the term in words: a concept's name, a section's number, words
    primary key (notion, term)
) strict;

-- For each term (docs/search.md tells what sorts there are) the rows of search_index that have it,
-- and how much it counts there: little-endian numbers of four bytes, and of one.
create table search_postings (
    term text not null primary key,
    rows blob not null,
    strengths blob not null
) strict;

-- Columns of search_index, row by row, as numbers of two bytes into labels (a JSON array).
create table search_columns (
    name text not null primary key,
    labels text not null check (json_valid(labels)),
    codes blob not null
) strict;

-- What each row of search_index belongs to, as little-endian numbers of four bytes: rows of one
-- concern have the same, and those of no concern that are of one kind and document.
create table search_beside (
    belongs_to blob not null
) strict;

-- For each sort of terms how long those of each row are as one vector: little-endian numbers of
-- four bytes.
create table search_lengths (
    sort text not null primary key,
    lengths blob not null
) strict;

-- Questions that somebody answered by hand, with the terms that the rows which answer them have:
-- a question like them asks for the like. X stands for a medicine; "asks" is {} where the documents
-- that the question was put to do not answer it.
create table search_examples (
    id integer primary key,
    question text not null,
    asks text not null check (json_valid(asks))
) strict;

-- What counts how much where hits are put in order by what questions like the one asked ask for.
create table search_order (
    feature text not null primary key,
    cells text not null check (json_valid(cells)),  -- how much it counts in each cell of the network
    directly real not null,
    source text not null
) strict;

-- The words of English, a line each, packed by zlib: none is a misspelling either.
create table search_english (
    words blob not null
) strict;

-- The words of the dictionaries: none is a misspelling.
create table known_words (
    word text not null primary key,
    root text not null
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
-- What the rows that hang on no listed concern stand under: the name that a table of measures prints
-- in the stead of one, or the study that they are of.
under (row_path, concern, study) as (
    select h.row_path, group_concat(s.title, '; '), null
    from (
        select '/riskplan/risk_minimisation_measures/' || id as row_path, document_id, char_start
        from risk_minimisation_measures where risk_id is null
        union all
        select '/riskplan/pharmacovigilance_activities/' || id, document_id, char_start
        from pharmacovigilance_activities where risk_id is null
    ) h
    join sections s on s.document_id = h.document_id and s.kind = 'concern' and s.key = 'unlisted'
        and h.char_start between s.char_end and s.body_end
    group by h.row_path
    union all
    select '/riskplan/statements/' || s.id, null, y.name
    from statements s join studies y on y.id = s.study_id
    union all
    select '/riskplan/study_milestones/' || m.id, null,
        coalesce(y.name, y.quote) || coalesce('; ' || y.purpose, '')
    from study_milestones m join studies y on y.id = m.study_id
),
hung (kind, what, risk_id, product_id, body, row_path, document_id, page, printed, aspect) as (
    select 'evidence', 'evidence', risk_id, null, text,
        '/riskplan/evidence/' || id, document_id, page,
        quote, ''
    from evidence
    union all
    select 'figure', 'figure', risk_id, null,
        quote || coalesce('; ' || outcome, '')
            || coalesce('; ' || nullif(trim(case
                when denominator is null
                    or ' ' || replace(replace(replace(quote, ',', ''), ' ', ''), char(10), '') || ' '
                        glob '*[^0-9.]' || denominator || '[^0-9]*' then ''
                else case denominator_qualifier
                    when 'exactly' then ''
                    when 'more_than' then '>'
                    when 'less_than' then '<'
                    when 'at_least' then '≥'
                    else replace(denominator_qualifier, '_', ' ') || ' '
                end || denominator
            end || coalesce(' ' || basis, '')), ''), '')
            || case
                when population is null or instr(coalesce(basis, ''), population) then ''
                else '; ' || population
            end,
        '/riskplan/evidence_figures/' || id, document_id, page,
        quote,
        unit || ' ' || attribution || iif(grade is null, '', ' graded') || coalesce(' ' || arm, '')
            || iif(grade is null and arm is null and attribution = 'any', ' overall', '')
            || iif(denominator is null, '', ' of_many')
    from evidence_figures
    union all
    select 'factor', replace(role, '_', ' '), risk_id, null, factor,
        '/riskplan/risk_factors/' || id, document_id, page,
        quote, role
    from risk_factors
    union all
    select 'measure', kind || ' measure', risk_id, null, text,
        '/riskplan/risk_minimisation_measures/' || id, document_id, page,
        quote, kind || ' ' || coalesce(tool || ' ', '') || state
    from risk_minimisation_measures
    union all
    select 'activity', kind || ' pharmacovigilance', risk_id, product_id, text,
        '/riskplan/pharmacovigilance_activities/' || id, document_id, page,
        quote, kind || ' ' || state
    from pharmacovigilance_activities
    union all
    select 'statement',
        coalesce(
            replace(lower(t.name), 'list of ', 'no '),
            replace(s.kind, '_', ' ') || coalesce(' of ' || y.name, '')
        ),
        s.risk_id, null, s.text, '/riskplan/statements/' || s.id, s.document_id, s.page,
        s.quote,
        coalesce('none of ' || t.id, s.kind)
    from statements s
    left join studies y on y.id = s.study_id
    left join template_fields t on t.id = (
        select f.field from field_states f join template_fields l on l.id = f.field
        where s.kind = 'no_concerns' and f.document_id = s.document_id and f.risk_id is null
            and f.state = 'stated_none' and f.char_start = s.char_start and l.name like 'List of %'
        order by f.field limit 1
    )
    union all
    select 'indication', 'indication', null, product_id, text,
        '/riskplan/indications/' || id, document_id, page,
        quote, ''
    from indications
    union all
    select 'study',
        case
            when state = 'stated'
                then coalesce(name, 'study in the post-authorisation development plan')
            when obligation = 'condition'
                then 'no studies that are conditions of the marketing authorisation'
            when obligation = 'specific_obligation' then 'no studies that are specific obligations'
            when obligation = 'other'
                then 'no other studies in the post-authorisation development plan'
            else 'no additional studies'
        end,
        null, product_id,
        said
            || iif(
                instr(replace(said, ' ', ''), replace(purpose, ' ', '')),
                '', coalesce('; ' || purpose, '')
            )
            || coalesce('; category ' || category, '')
            || iif(state = 'stated', coalesce('; ' || (
                select lower(term) from plain_terms where plain_terms.id = obligation
            ), ''), '')
            || coalesce('; ' || status, ''),
        '/riskplan/studies/' || id, document_id, page,
        quote, coalesce(obligation || ' ', '') || state
    from (
        select *, replace(replace(quote, '-' || char(10), '-'), char(10), ' ') as said from studies
    )
    union all
    select 'milestone', 'milestone of ' || coalesce(y.name, y.quote), null, y.product_id,
        iif(m.due_on is null, m.quote, m.name || '; due date: ' || m.due_on),
        '/riskplan/study_milestones/' || m.id, m.document_id, m.page,
        m.quote, ''
    from study_milestones m join studies y on y.id = m.study_id
    union all
    select 'finding', 'finding',
        (
            select r.id from risks r
            where r.document_id = findings.document_id
                and findings.char_start between r.summary_start and r.summary_end
        ),
        null, trim(message || ' ' || coalesce(derived, '')),
        '/riskplan/findings/' || id, document_id, page,
        quote, rule
    from findings
    union all
    select 'criterion', phase || ' criterion', null, null, text,
        '/riskplan/policy_criteria/' || id, document_id, page,
        quote, phase || ' ' || kind
    from policy_criteria
    where kind <> 'group'
    union all
    select 'limit', iif(phase = 'renewal', 'renewal quantity limit', 'quantity limit'), null, null,
        coalesce(drug || ' ', '')
            || iif(strength_mg is null, '', printf('%g mg strength: ', strength_mg))
            || printf(
                '%d %s per %d %s', quantity, iif(quantity = 1, singular, unit),
                days, iif(days = 1, 'day', 'days')
            ),
        '/riskplan/quantity_limits/' || id, document_id, page,
        quote,
        trim(iif(phase = 'renewal', 'renewal ', '') || case
            when min(strength_mg) over strengths = max(strength_mg) over strengths then ''
            when strength_mg = max(strength_mg) over strengths then 'strongest'
            when strength_mg = min(strength_mg) over strengths then 'weakest'
            else ''
        end)
    from quantity_limits
    join policy_units using (unit)
    window strengths as (partition by policy_id, drug)
    union all
    select 'limit', 'allowance before approval', null, null,
        trim(
            coalesce(drug || ' ', '')
                || iif(strength_mg is null, '', printf('%g mg strength: ', strength_mg))
                || iif(quantity is null, '', printf('%d %s per %d days; ', quantity,
                    iif(quantity = 1, singular, unit), days))
                || coalesce('minimum age ' || minimum_age || ' years; ', '')
                || coalesce('maximum age ' || maximum_age || ' years', ''),
            '; '
        ),
        '/riskplan/pre_approval_allowances/' || id, document_id, page,
        quote, ''
    from pre_approval_allowances
    left join policy_units using (unit)
    union all
    select 'dose_pack', 'dose pack', null, null,
        printf('%g mg %d x weekly: %d blister packs of %d x %g mg; ', dose_mg, doses_per_week,
            packs, tablets_per_pack, strength_mg) || quote,
        '/riskplan/dose_packs/' || id, document_id, page,
        quote,
        trim(
            iif(tablets_total = max(tablets_total) over (partition by policy_id), 'largest ', '')
                || iif(tablets_total = min(tablets_total) over (partition by policy_id),
                    'smallest ', '')
                || iif(tablets_total = min(tablets_total) over scheme
                    and tablets_total < max(tablets_total) over scheme, 'fewest', '')
        )
    from dose_packs
    window scheme as (partition by policy_id, dose_mg, doses_per_week)
    union all
    select 'policy', 'policy', null, product_id,
        rtrim(
            coalesce('approval lasts ' || initial_months || ' months; ', '')
                || coalesce('renewal lasts ' || renewal_months || ' months; ', '')
                || coalesce('minimum age ' || minimum_age || ' years; ', '')
                || coalesce('effective on ' || effective_on || '; ', '')
                || coalesce('approved on ' || approved_on || '; ', '')
                || coalesce('allowance before approval: ' || coalesce(
                    pre_approval_allowance,
                    (
                        select f.quote from field_states f
                        where f.document_id = policies.document_id
                            and f.field = 'pre_approval_allowance' and f.state = 'stated_none'
                    )
                ) || '; ', '')
                || case renewal_limits
                    when 'same' then 'limits on renewal: the same as above'
                    when 'none' then 'limits on renewal: none'
                    else ''
                end,
            '; '
        ),
        '/riskplan/policies/' || id, document_id, null,
        null, ''
    from policies
    union all
    select 'history', 'policy history ' || month, null, null, action,
        '/riskplan/policy_history/' || id, document_id, page,
        quote,
        case month
            when max(month) over (partition by policy_id) then 'last'
            when min(month) over (partition by policy_id) then 'first'
            else ''
        end
    from policy_history
),
found (
    kind, title, names, body, product_id, category, row_path, risk_id, document_id, page, printed,
    context, aspect
) as (
    select 'medicine', n.product, n.names, p.jurisdiction, p.id, null,
        '/riskplan/products/' || p.id, null, null, null, null, null, ''
    from products p join named n on n.product_id = p.id
    union all
    select 'document', coalesce(d.title, d.source_file), n.names,
        trim(coalesce(d.publisher, '') || ' ' || coalesce(d.note, '')) || coalesce((
            select group_concat(' ' || replace(kind, '_', ' ') || ' ' || value, ';') from (
                select kind, value from document_facts f
                where f.document_id = d.id and f.kind in (
                    'procedure_number', 'document_number', 'document_date', 'rmp_version'
                )
                order by f.char_start, f.id
            )
        ), ''),
        d.product_id, null, '/riskplan/documents/' || d.id, null, d.id, null, null, null,
        d.family || iif(
                d.version is null and not exists (
                    select 1 from document_facts f
                    where f.document_id = d.id and f.kind = 'rmp_version'
                ), '', ' versioned'
            )
            || iif(d.document_date is null, '', ' dated')
    from documents d join named n on n.product_id = d.product_id
    union all
    select 'risk', r.name, n.names,
        coalesce(r.heading, case r.category
            when 'missing' then 'missing information'
            else 'important ' || r.category || ' risk'
        end),
        r.product_id, r.category, '/riskplan/risks/' || r.id, r.id, r.document_id, r.page, r.quote,
        null, r.category
    from risks r join named n on n.product_id = r.product_id
    union all
    select h.kind, coalesce(r.name, u.concern, n.product) || ': ' || h.what, n.names, h.body,
        n.product_id, r.category, h.row_path, r.id, h.document_id, h.page, h.printed,
        coalesce(
            r.name,
            u.concern,
            u.study,
            (
                select group_concat(o.text, '; ') from policy_criteria o
                where o.id <> c.id and (o.id = c.parent_id or o.parent_id = c.parent_id)
                    and exists (
                        select 1 from policy_criteria d
                        where d.id = c.parent_id and d.kind = 'diagnosis'
                    )
            )
        ),
        h.aspect
    from hung h
    join documents d on d.id = h.document_id
    join named n on n.product_id = coalesce(h.product_id, d.product_id)
    left join risks r on r.id = h.risk_id
    left join under u on u.row_path = h.row_path
    left join policy_criteria c on h.kind = 'criterion' and h.row_path = '/riskplan/policy_criteria/' || c.id
    union all
    select 'drug', m.brand_name, m.generic_name, c.name,
        d.product_id, null, '/riskplan/class_members/' || m.id, null, m.document_id,
        m.page, m.quote, null, ''
    from class_members m
    join drug_classes c on c.id = m.class_id
    join documents d on d.id = m.document_id
    union all
    -- The medicine itself is found under its own kind; the other drugs of its policy are found here.
    select 'drug', coalesce(x.brand_name, x.generic_name), coalesce(x.generic_name, ''),
        'drug of the policy for ' || n.product,
        d.product_id, null, '/riskplan/policy_drugs/' || x.id, null, x.document_id,
        x.page, x.quote, null, ''
    from policy_drugs x
    join documents d on d.id = x.document_id
    join products p on p.id = d.product_id
    join named n on n.product_id = d.product_id
    where lower(coalesce(x.brand_name, '')) <> lower(p.name)
    union all
    select 'warning', w.name, n.names,
        iif(w.is_boxed, 'boxed ', '') || 'warning named by the policy for ' || n.product,
        d.product_id, null, '/riskplan/policy_warnings/' || w.id, null, w.document_id,
        w.page, w.quote, null, iif(w.is_boxed, 'boxed', '')
    from policy_warnings w
    join documents d on d.id = w.document_id
    join named n on n.product_id = d.product_id
    union all
    select 'label_section', s.document || ' ' || s.number || ' ' || s.title, '', s.source,
        null, null, '/riskplan/label_sections/' || replace(s.id, '.', '~2E'), null, null, null, null,
        whole.document || ' ' || whole.number || ' ' || whole.title,
        s.document || iif(s.id in (select label_section_id from label_references), ' cited', '')
    from label_sections s
    left join label_sections whole
        on whole.document = s.document and s.number like whole.number || '.%'
    union all
    select 'legal_status', name, '', definition,
        null, null, '/riskplan/legal_statuses/' || id, null, null, null, null, null,
        iif(id in (select legal_status_id from risks), 'stated', '')
    from legal_statuses
)
select
    kind, title, names as also_known_as, body, '' as related, product_id, category, row_path,
    risk_id, document_id, page, printed, context, coalesce(aspect, '') as aspect
from found
order by document_id, row_path;
