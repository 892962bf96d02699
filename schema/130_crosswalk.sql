-- What a risk management plan and a payer's policy say of the same things, where both are about one
-- substance and come from different places (EU, US, ...). All of it is derived from the rows of the
-- documents, by concepts and by curated dictionaries; nothing here was printed as it stands.

-- One row per safety concern and warning that belong together, and one per concern or warning that
-- has no partner in the other document. No partner says nothing about the full labels: a policy is
-- not the label, and a summary of a plan is not the SmPC (note).
create table crosswalk (
    id text not null primary key,
    substance_id text not null references substances (id),
    plan_document_id text not null references documents (id),
    policy_document_id text not null references documents (id),
    risk_id text references risks (id),
    policy_warning_id text references policy_warnings (id),
    -- Read from the concern to the warning: "broader" says that the concern is broader than the
    -- warning, "narrower" that it covers only some of what the warning does.
    relation text not null check (
        relation in ('same', 'broader', 'narrower', 'related', 'none')
    ),
    -- null where there is no partner
    method text check (method in ('concept', 'printed_name', 'curated', 'broader_concept')),
    reason text not null,
    source text,  -- of the curated row
    note text,
    risk_concept_id text references concepts (id),
    warning_concept_id text references concepts (id),
    risk_part text,     -- the words of the name that mean it, where they are not the whole name
    warning_part text,
    risk_page integer,
    risk_char_start integer,
    risk_char_end integer,
    risk_quote text,
    warning_page integer,
    warning_char_start integer,
    warning_char_end integer,
    warning_quote text
) strict;
create index crosswalk_substance_id on crosswalk (substance_id);
create index crosswalk_plan_document_id on crosswalk (plan_document_id);
create index crosswalk_policy_document_id on crosswalk (policy_document_id);
create index crosswalk_risk_id on crosswalk (risk_id);
create index crosswalk_policy_warning_id on crosswalk (policy_warning_id);
create index crosswalk_risk_concept_id on crosswalk (risk_concept_id);
create index crosswalk_warning_concept_id on crosswalk (warning_concept_id);

-- Indications of both sides that name one diagnosis, one row per aspect of either; and indications
-- without partner, which are one row with the aspect "indication". "unknown": what a side says of
-- the aspect was not read, or the diagnosis is in no dictionary, so that nothing can be said.
create table crosswalk_indications (
    id text not null primary key,
    substance_id text not null references substances (id),
    plan_document_id text not null references documents (id),
    policy_document_id text not null references documents (id),
    plan_indication_id text references indications (id),
    policy_indication_id text references indications (id),
    aspect text not null,
    detail text not null,  -- what a row of an aspect is about where there are several: a class
    relation text not null check (
        relation in ('equal', 'different', 'plan_only', 'policy_only', 'unknown')
    ),
    reason text not null,
    plan_value text,       -- in one wording for all documents
    plan_words text,       -- as printed
    plan_words_start integer,
    plan_words_end integer,
    plan_page integer,
    plan_char_start integer,
    plan_char_end integer,
    plan_quote text,       -- the whole indication
    policy_value text,
    policy_words text,
    policy_words_start integer,
    policy_words_end integer,
    policy_page integer,
    policy_char_start integer,
    policy_char_end integer,
    policy_quote text
) strict;
create index crosswalk_indications_substance_id on crosswalk_indications (substance_id);
create index crosswalk_indications_plan_document_id on crosswalk_indications (plan_document_id);
create index crosswalk_indications_policy_document_id on crosswalk_indications (policy_document_id);
create index crosswalk_indications_plan_indication_id on crosswalk_indications (plan_indication_id);
create index crosswalk_indications_policy_indication_id
on crosswalk_indications (policy_indication_id);

-- What a document asks to be watched, prevented or done about risks: one row per thing that a
-- criterion, statement, activity or measure names; where it names none that is known, one row
-- without a thing. Its place is that of the row it was read from.
create table duties (
    id text not null primary key,
    product_id text not null references products (id),
    document_id text not null references documents (id),
    kind text not null check (
        kind in (
            'monitoring', 'prophylaxis', 'contraception', 'advice', 'pharmacovigilance',
            'risk_minimisation'
        )
    ),
    state text not null check (state in ('stated', 'stated_none')),
    criterion_id text references policy_criteria (id),
    statement_id text references statements (id),
    activity_id text references pharmacovigilance_activities (id),
    measure_id text references risk_minimisation_measures (id),
    thing text,
    thing_start integer,
    thing_end integer,
    -- not_read: there are words for a time, in no form that is known
    when_state text not null check (
        when_state in ('stated', 'not_stated', 'not_read', 'not_applicable')
    ),
    said_when text,  -- as printed
    when_start integer,
    when_end integer
) strict;
create index duties_product_id on duties (product_id);
create index duties_document_id on duties (document_id);
create index duties_criterion_id on duties (criterion_id);
create index duties_statement_id on duties (statement_id);
create index duties_activity_id on duties (activity_id);
create index duties_measure_id on duties (measure_id);

-- For which concern or warning a duty is: "stated" by the document itself, "direct" where the thing
-- shows or prevents the risk itself, "related" where it bears on it by the reason given.
create table duty_risks (
    id text not null primary key,
    substance_id text not null references substances (id),
    duty_id text not null references duties (id),
    risk_id text references risks (id),
    policy_warning_id text references policy_warnings (id),
    relation text not null check (relation in ('stated', 'direct', 'related')),
    concept_id text references concepts (id),
    reason text not null,
    source text
) strict;
create index duty_risks_substance_id on duty_risks (substance_id);
create index duty_risks_duty_id on duty_risks (duty_id);
create index duty_risks_risk_id on duty_risks (risk_id);
create index duty_risks_policy_warning_id on duty_risks (policy_warning_id);
create index duty_risks_concept_id on duty_risks (concept_id);

-- The row that each duty was read from. One select, so that queries on it ask for the duties alone
-- that they need.
create view duty_places as
select
    d.id as duty_id,
    c.phase,
    coalesce(c.text, s.text, a.text, m.text) as text,
    d.document_id,
    coalesce(c.page, s.page, a.page, m.page) as page,
    coalesce(c.char_start, s.char_start, a.char_start, m.char_start) as char_start,
    coalesce(c.char_end, s.char_end, a.char_end, m.char_end) as char_end,
    coalesce(c.quote, s.quote, a.quote, m.quote) as quote,
    coalesce(
        '/riskplan/policy_criteria/' || c.id,
        '/riskplan/statements/' || s.id,
        '/riskplan/pharmacovigilance_activities/' || a.id,
        '/riskplan/risk_minimisation_measures/' || m.id
    ) as row_path
from duties d
left join policy_criteria c on c.id = d.criterion_id
left join statements s on s.id = d.statement_id
left join pharmacovigilance_activities a on a.id = d.activity_id
left join risk_minimisation_measures m on m.id = d.measure_id;

-- Concerns and warnings beside the policy's criteria and statements that are about them.
create view crosswalk_criteria as
select
    t.substance_id,
    case when t.risk_id is null then 'warning' else 'concern' end as item,
    coalesce(r.name, w.name) as name,
    t.relation,
    t.reason,
    t.source,
    d.kind,
    p.phase,
    d.thing,
    coalesce(d.said_when, replace(d.when_state, '_', ' ')) as said_when,
    p.text,
    t.risk_id,
    t.policy_warning_id,
    d.criterion_id,
    d.statement_id,
    coalesce(r.document_id, w.document_id) as item_document_id,
    coalesce(r.page, w.page) as item_page,
    coalesce(r.char_start, w.char_start) as item_char_start,
    coalesce(r.char_end, w.char_end) as item_char_end,
    coalesce(r.quote, w.quote) as item_quote,
    p.document_id,
    p.page,
    p.char_start,
    p.char_end,
    p.quote,
    p.row_path
from duty_risks t
join duties d on d.id = t.duty_id
join duty_places p on p.duty_id = d.id
left join risks r on r.id = t.risk_id
left join policy_warnings w on w.id = t.policy_warning_id
where (d.criterion_id is not null or d.statement_id is not null)
and exists (
    select 1 from crosswalk x
    where x.policy_document_id = d.document_id
    and (x.risk_id = t.risk_id or x.policy_warning_id = t.policy_warning_id)
);

-- One row per pair, and per concern or warning without partner, with all that hangs on it.
create view crosswalk_overview as
select
    x.substance_id,
    s.name as substance,
    r.name as concern,
    r.category,
    x.relation,
    w.name as warning,
    w.is_boxed,
    x.method,
    x.reason,
    x.source,
    x.note,
    r.smpc_sections,
    r.pl_sections,
    (
        select json_group_array(m.text) from (
            select m.text
            from risk_minimisation_measures m
            where m.risk_id = x.risk_id and m.state = 'stated'
            order by m.document_id, m.char_start
        ) m
    ) as measures,
    (
        select json_group_array(c.text) from (
            select distinct coalesce(c.phase || ': ', '') || c.text as text
            from crosswalk_criteria c
            where c.document_id = x.policy_document_id
            and (c.risk_id = x.risk_id or c.policy_warning_id = x.policy_warning_id)
            order by 1
        ) c
    ) as criteria,
    x.plan_document_id,
    x.risk_page,
    x.risk_char_start,
    x.risk_char_end,
    x.risk_quote,
    x.policy_document_id,
    x.warning_page,
    x.warning_char_start,
    x.warning_char_end,
    x.warning_quote,
    x.risk_id,
    x.policy_warning_id,
    x.id as crosswalk_id
from crosswalk x
join substances s on s.id = x.substance_id
left join risks r on r.id = x.risk_id
left join policy_warnings w on w.id = x.policy_warning_id;

-- What one document lists and the other does not.
create view crosswalk_gaps as
select
    x.substance_id,
    case when x.risk_id is null then 'policy' else 'plan' end as listed_in,
    coalesce(r.name, w.name) as name,
    r.category,
    x.reason,
    x.note,
    x.plan_document_id,
    x.policy_document_id,
    coalesce(r.document_id, w.document_id) as document_id,
    coalesce(x.risk_page, x.warning_page) as page,
    coalesce(x.risk_char_start, x.warning_char_start) as char_start,
    coalesce(x.risk_char_end, x.warning_char_end) as char_end,
    coalesce(x.risk_quote, x.warning_quote) as quote,
    coalesce(
        '/riskplan/risks/' || x.risk_id, '/riskplan/policy_warnings/' || x.policy_warning_id
    ) as row_path
from crosswalk x
left join risks r on r.id = x.risk_id
left join policy_warnings w on w.id = x.policy_warning_id
where x.relation = 'none';

-- What to watch, for which risk, said by which document, and when.
create view monitoring_overview as
select
    s.id as substance_id,
    s.name as substance,
    m.name as product,
    m.jurisdiction,
    d.kind,
    p.phase,
    d.state,
    d.thing as what,
    case when d.state = 'stated' then coalesce(d.said_when, replace(d.when_state, '_', ' ')) end
    as said_when,
    coalesce(r.name, w.name) as risk,
    t.relation,
    t.reason,
    t.source,
    p.text,
    p.document_id,
    p.page,
    p.char_start,
    p.char_end,
    p.quote,
    t.risk_id,
    t.policy_warning_id,
    d.id as duty_id,
    p.row_path
from duties d
join duty_places p on p.duty_id = d.id
join products m on m.id = d.product_id
join substances s on s.id = m.substance_id
left join duty_risks t on t.duty_id = d.id
left join risks r on r.id = t.risk_id
left join policy_warnings w on w.id = t.policy_warning_id
where d.kind in ('monitoring', 'pharmacovigilance', 'risk_minimisation');

-- A check, which must stay empty: quotes of either side that are not the text at their place, and
-- words that do not stand within what they were read from.
create view unfaithful_crosswalk (table_name, row_id, column_name) as
with
places (table_name, row_id, column_name, document_id, char_start, char_end, quote) as (
    select 'crosswalk', id, 'risk_quote', plan_document_id, risk_char_start, risk_char_end,
        risk_quote
    from crosswalk where risk_id is not null
    union all
    select 'crosswalk', id, 'warning_quote', policy_document_id, warning_char_start,
        warning_char_end, warning_quote
    from crosswalk where policy_warning_id is not null
    union all
    select 'crosswalk_indications', id, 'plan_quote', plan_document_id, plan_char_start,
        plan_char_end, plan_quote
    from crosswalk_indications where plan_indication_id is not null
    union all
    select 'crosswalk_indications', id, 'policy_quote', policy_document_id, policy_char_start,
        policy_char_end, policy_quote
    from crosswalk_indications where policy_indication_id is not null
),
words (table_name, row_id, column_name, document_id, char_start, char_end, said) as (
    select 'crosswalk_indications', id, 'plan_words', plan_document_id, plan_words_start,
        plan_words_end, plan_words
    from crosswalk_indications where plan_words is not null
    union all
    select 'crosswalk_indications', id, 'policy_words', policy_document_id, policy_words_start,
        policy_words_end, policy_words
    from crosswalk_indications where policy_words is not null
    union all
    select 'duties', id, 'thing', document_id, thing_start, thing_end, thing
    from duties where thing is not null
    union all
    select 'duties', id, 'said_when', document_id, when_start, when_end, said_when
    from duties where said_when is not null
)
select p.table_name, p.row_id, p.column_name
from places p join documents d on d.id = p.document_id
where p.quote is not substr(d.text, p.char_start + 1, p.char_end - p.char_start)
union all
-- words have their white space folded, and word breaks healed
select w.table_name, w.row_id, w.column_name
from words w join documents d on d.id = w.document_id
where replace(w.said, ' ', '') is not replace(replace(replace(replace(replace(replace(replace(
    substr(d.text, w.char_start + 1, w.char_end - w.char_start),
    char(10), ''), char(12), ''), char(13), ''), char(9), ''), char(160), ''), char(173), ''), ' ', '')
union all
select 'crosswalk', id, 'relation'
from crosswalk
where (relation = 'none') <> (risk_id is null or policy_warning_id is null)
or (relation = 'none') <> (method is null)
or (relation = 'none') <> (note is not null)
or (risk_id is null and policy_warning_id is null);
