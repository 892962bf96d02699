-- The questions readers ask, each answered by one select; and the checks that must stay empty.

-- Which line holds an offset: asked for every row by unfaithful_pages.
create index lines_document_id_char_start on lines (document_id, char_start);

-- The newest plan or report of each medicine; those without a date come last. An earlier one lists
-- much the same concerns again, so that over several each would count more than once.
create view newest_plans as
select
    p.id as product_id,
    (
        select d.id from documents d
        where d.product_id = p.id and d.family <> 'prior_approval'
        order by d.document_date desc, cast(d.version as real) desc, d.version desc, d.id desc
        limit 1
    ) as document_id
from products p
where exists (
    select 1 from documents d where d.product_id = p.id and d.family <> 'prior_approval'
);

-- One row per medicine, with what was read of it counted; its concerns as its newest plan lists them.
create view medicines as
select
    p.id as product_id,
    p.name as product,
    s.name as substance,
    p.jurisdiction,
    (
        select count(*) from risks r
        where r.document_id = n.document_id and r.category = 'identified'
    ) as identified,
    (
        select count(*) from risks r
        where r.document_id = n.document_id and r.category = 'potential'
    ) as potential,
    (
        select count(*) from risks r where r.document_id = n.document_id and r.category = 'missing'
    ) as missing,
    (
        select count(*) from policies o join policy_criteria c on c.policy_id = o.id
        where o.product_id = p.id and c.kind <> 'group'
    ) as criteria,
    (select count(*) from documents where product_id = p.id) as documents,
    '/riskplan/products/' || p.id as row_path
from products p
join substances s on s.id = p.substance_id
left join newest_plans n on n.product_id = p.id;

-- One row per safety concern, with what hangs on it counted and its label sections as arrays.
create view risk_overview as
select
    r.id as risk_id,
    p.name as product,
    s.name as substance,
    r.category,
    r.ordinal,
    r.name,
    (select count(*) from evidence_figures f where f.risk_id = r.id) as figures,
    (select count(*) from risk_factors f where f.risk_id = r.id) as risk_factors,
    (
        select count(*) from risk_minimisation_measures m
        where m.risk_id = r.id and m.state = 'stated'
    ) as measures,
    (
        select json_group_array(number) from (
            select l.number
            from label_references x join label_sections l on l.id = x.label_section_id
            where x.risk_id = r.id and l.document = 'SmPC'
            order by cast(l.number as real)
        )
    ) as smpc_sections,
    (
        select json_group_array(number) from (
            select l.number
            from label_references x join label_sections l on l.id = x.label_section_id
            where x.risk_id = r.id and l.document = 'PL'
            order by cast(l.number as real)
        )
    ) as pl_sections,
    (select name from legal_statuses where id = r.legal_status_id) as legal_status,
    (
        select json_group_array(c.name)
        from risk_concepts m join concepts c on c.id = m.concept_id
        where m.risk_id = r.id
    ) as concepts,
    (
        select state from field_states f
        where f.risk_id = r.id and f.field = 'additional_measures'
    ) as additional_measures,
    r.document_id,
    r.page,
    r.char_start,
    r.char_end,
    r.quote,
    '/riskplan/risks/' || r.id as row_path
from risks r
join products p on p.id = r.product_id
join substances s on s.id = p.substance_id;

-- One row per section of the SmPC: which safety concerns cite it.
create view smpc_sections as
select
    l.id as label_section_id,
    l.number,
    l.title,
    (select count(distinct risk_id) from label_references where label_section_id = l.id) as risks,
    (
        select json_group_array(name) from (
            select r.name
            from label_references x join risks r on r.id = x.risk_id
            where x.label_section_id = l.id
            order by r.document_id, r.ordinal, r.name
        )
    ) as risk_names
from label_sections l
where l.document = 'SmPC';

-- One row per section of the package leaflet: which safety concerns cite it.
create view pl_sections as
select
    l.id as label_section_id,
    l.number,
    l.title,
    (select count(distinct risk_id) from label_references where label_section_id = l.id) as risks,
    (
        select json_group_array(name) from (
            select r.name
            from label_references x join risks r on r.id = x.risk_id
            where x.label_section_id = l.id
            order by r.document_id, r.ordinal, r.name
        )
    ) as risk_names
from label_sections l
where l.document = 'PL';

-- One row per number in the evidence, beside the medicine and the concern it speaks of.
create view figures_overview as
select
    p.name as product,
    r.name as risk,
    r.category,
    f.outcome,
    f.qualifier,
    f.value,
    f.value_max,
    f.unit,
    f.numerator,
    f.denominator,
    f.denominator_qualifier,
    f.basis,
    f.grade,
    f.attribution,
    f.arm,
    f.population,
    f.document_id,
    f.page,
    f.char_start,
    f.char_end,
    f.quote,
    '/riskplan/evidence_figures/' || f.id as row_path
from evidence_figures f
join documents d on d.id = f.document_id
join products p on p.id = d.product_id
left join risks r on r.id = f.risk_id;

-- The criteria of every policy in reading order; path and depth say where in the tree.
create view criteria_overview as
with recursive tree (id, place, path, depth) as (
    select id, printf('%s %04d', phase, ordinal), coalesce(label, ''), 0
    from policy_criteria
    where parent_id is null
    union all
    select
        c.id,
        t.place || printf('.%04d', c.ordinal),
        ltrim(t.path || case when c.label is null then '' else '.' || c.label end, '.'),
        t.depth + 1
    from tree t join policy_criteria c on c.parent_id = t.id
)
select
    c.policy_id,
    p.name as product,
    c.phase,
    t.place,
    t.path,
    t.depth,
    c.operator,
    c.kind,
    c.text,
    c.parameters,
    c.document_id,
    c.page,
    c.char_start,
    c.char_end,
    c.quote,
    '/riskplan/policy_criteria/' || c.id as row_path
from tree t
join policy_criteria c on c.id = t.id
join policies o on o.id = c.policy_id
join products p on p.id = o.product_id
order by c.policy_id, t.place;

-- One row per dose pack. Derived: how many tablets its scheme takes in the days of the policy's
-- limit for that strength at the start.
create view doses_against_limits as
select
    k.policy_id,
    k.dose_mg,
    k.doses_per_week,
    k.strength_mg,
    k.dose_mg * k.doses_per_week as mg_per_week,
    k.dose_mg * k.doses_per_week / k.strength_mg as tablets_per_week,
    q.quantity as limit_quantity,
    q.days as limit_days,
    q.limit_scope,
    k.dose_mg * k.doses_per_week / k.strength_mg * q.days / 7 as tablets_in_limit_days,
    k.dose_mg * k.doses_per_week / k.strength_mg * q.days / 7 <= q.quantity as within_limit,
    k.document_id,
    k.page,
    k.char_start,
    k.char_end,
    k.quote,
    '/riskplan/dose_packs/' || k.id as row_path
from dose_packs k
left join quantity_limits q
    on q.policy_id = k.policy_id and q.strength_mg = k.strength_mg and q.phase = 'initial'
    -- A pack is printed without a medicine's name: of several medicines it may be of any.
    and not exists (
        select 1 from quantity_limits o where o.policy_id = q.policy_id and o.drug is not q.drug
    );

-- Everything about a safety concern, a row each: what the named query risk_profile selects.
create view risk_parts (
    risk_id, step, part, label, value, quote, page, row_path, document_id, char_start, char_end
) as
select
    r.id, 1, 'concern', p.name || ' (' || s.name || '), ' || case r.category
        when 'missing' then 'missing information'
        else 'important ' || r.category || ' risk'
    end, r.name, r.quote, r.page, '/riskplan/risks/' || r.id, r.document_id, r.char_start,
    r.char_end
from risks r
join products p on p.id = r.product_id
join substances s on s.id = p.substance_id
union all
select
    risk_id, 2, 'evidence', null, text, quote, page, '/riskplan/evidence/' || id, document_id,
    char_start, char_end
from evidence
union all
select
    risk_id, 3, 'figure',
    coalesce(outcome, unit) || coalesce(', grade ' || grade, '')
        || case attribution when 'related' then ', related' else '' end
        || coalesce(', ' || arm, '') || coalesce(', in ' || population, ''),
    case qualifier when 'exactly' then '' else replace(qualifier, '_', ' ') || ' ' end
        || printf('%.15g', value)
        || case when value_max is null then '' else printf(' to %.15g', value_max) end
        || ' ' || unit || case when numerator is null then '' else printf(' (%d)', numerator) end
        || case
            when denominator is null then ''
            else ' of ' || replace(coalesce(denominator_qualifier || ' ', ''), '_', ' ')
                || denominator
        end,
    quote, page, '/riskplan/evidence_figures/' || id, document_id, char_start, char_end
from evidence_figures
union all
select
    risk_id, 4, 'factor', replace(role, '_', ' '), factor, quote, page,
    '/riskplan/risk_factors/' || id, document_id, char_start, char_end
from risk_factors
union all
select
    risk_id, 5, 'measure', kind || coalesce(', ' || replace(tool, '_', ' '), ''),
    case state when 'stated_none' then 'none (stated)' else text end, quote, page,
    '/riskplan/risk_minimisation_measures/' || id, document_id, char_start, char_end
from risk_minimisation_measures
union all
select
    x.risk_id, 6, 'label section', l.document || ' ' || l.number, l.title, x.quote, x.page,
    '/riskplan/label_references/' || x.id, x.document_id, x.char_start, x.char_end
from label_references x join label_sections l on l.id = x.label_section_id
union all
select
    r.id, 7, 'legal status', l.id, l.name, f.quote, f.page, '/riskplan/legal_statuses/' || l.id,
    r.document_id, f.char_start, f.char_end
from risks r
join legal_statuses l on l.id = r.legal_status_id
left join field_states f on f.risk_id = r.id and f.field = 'legal_status'
union all
select
    risk_id, 8, 'pharmacovigilance', kind,
    case state when 'stated_none' then 'none (stated)' else text end, quote, page,
    '/riskplan/pharmacovigilance_activities/' || id, document_id, char_start, char_end
from pharmacovigilance_activities
union all
select
    c.risk_id, 9, 'study', y.obligation, y.name, c.quote, c.page, '/riskplan/studies/' || y.id,
    c.document_id, c.char_start, c.char_end
from study_concerns c join studies y on y.id = c.study_id
union all
select
    c.part_of, 9, 'study of a part', y.obligation, y.name, c.quote, c.page,
    '/riskplan/studies/' || y.id, c.document_id, c.char_start, c.char_end
from study_concerns c join studies y on y.id = c.study_id
where c.part_of is not null
union all
select
    risk_id, 10, 'field', field, replace(state, '_', ' '), quote, page,
    '/riskplan/field_states/' || id, document_id, char_start, char_end
from field_states
union all
select
    r.id, 11, 'concept', 'derived: ' || m.method || ' "' || m.term || '"', c.name, r.quote, r.page,
    '/riskplan/concepts/' || c.id, r.document_id, r.char_start, r.char_end
from risk_concepts m
join risks r on r.id = m.risk_id
join concepts c on c.id = m.concept_id;

-- Which fields of its template a document states, states as none, or leaves out. What is stated to
-- be none fulfils a requirement; what does not apply neither fulfils it nor goes against it.
create view conformity as
select
    f.document_id,
    p.name as product,
    d.family,
    d.layout,
    r.name as risk,
    r.category,
    f.field,
    t.name as field_name,
    t.level,
    q.section,
    q.required,
    q.condition,
    f.state,
    case
        when q.required is not 'always' or f.state = 'not_applicable' then null
        else f.state <> 'not_stated'
    end as fulfilled,
    f.page,
    f.char_start,
    f.char_end,
    f.quote,
    '/riskplan/field_states/' || f.id as row_path
from field_states f
join documents d on d.id = f.document_id
join products p on p.id = d.product_id
join template_fields t on t.id = f.field
left join template_requirements q
    on q.field = f.field and q.family = d.family
    and (q.layout is null or q.layout = substr(d.layout, 1, length(q.layout)))
left join risks r on r.id = f.risk_id;

-- What a template demands and a document of it does not state.
create view conformity_gaps as
select
    document_id, product, family, layout, section, field, field_name, level, risk, category,
    state, row_path
from conformity
where fulfilled = 0;

-- One row per document: how many of the fields that its template demands it fulfils.
create view conformity_by_document as
select
    c.document_id,
    c.product,
    c.family,
    c.layout,
    count(*) as fields,
    sum(c.required is 'always' and c.state <> 'not_applicable') as required,
    sum(c.fulfilled is 1) as fulfilled,
    sum(c.fulfilled is 0) as missing,
    sum(c.state = 'not_applicable') as not_applicable,
    '/riskplan/conformity?document_id=' || c.document_id as row_path
from conformity c
group by c.document_id;

-- What became of the characters of each document; white space has no share of the print.
create view accounts_overview as
select
    a.document_id,
    coalesce(d.title, d.source_file) as document,
    a.account,
    a.characters,
    round(1.0 * a.characters / length(d.text), 4) as share,
    case
        when a.account <> 'blank' then round(1.0 * a.characters / (
            select sum(characters) from character_accounts b
            where b.document_id = a.document_id and b.account <> 'blank'
        ), 4)
    end as share_of_print
from character_accounts a
join documents d on d.id = a.document_id;

-- Every row that claims words of a document, whatever its table: what was read where.
create view places (table_name, row_id, document_id, page, char_start, char_end, quote) as
select 'sections', id, document_id, page, char_start, char_end, quote
from sections
union all
select 'template_sentences', id, document_id, page, char_start, char_end, quote
from template_sentences
union all
select 'statements', id, document_id, page, char_start, char_end, quote
from statements
union all
select 'unread', document_id || ',' || char_start, document_id, page, char_start, char_end, quote
from unread
union all
select 'risks', id, document_id, page, char_start, char_end, quote
from risks
union all
select 'evidence', id, document_id, page, char_start, char_end, quote
from evidence
union all
select 'evidence_figures', id, document_id, page, char_start, char_end, quote
from evidence_figures
union all
select 'risk_factors', id, document_id, page, char_start, char_end, quote
from risk_factors
union all
select 'risk_minimisation_measures', id, document_id, page, char_start, char_end, quote
from risk_minimisation_measures
union all
select 'label_references', id, document_id, page, char_start, char_end, quote
from label_references
union all
select 'indications', id, document_id, page, char_start, char_end, quote
from indications
union all
select 'pharmacovigilance_activities', id, document_id, page, char_start, char_end, quote
from pharmacovigilance_activities
union all
select 'studies', id, document_id, page, char_start, char_end, quote
from studies
union all
select 'study_milestones', id, document_id, page, char_start, char_end, quote
from study_milestones
union all
select 'study_concerns', id, document_id, page, char_start, char_end, quote
from study_concerns
union all
select 'document_facts', id, document_id, page, char_start, char_end, quote
from document_facts
union all
select 'field_states', id, document_id, page, char_start, char_end, quote
from field_states
where quote is not null
union all
select 'findings', id, document_id, page, char_start, char_end, quote
from findings
union all
select 'policy_drugs', id, document_id, page, char_start, char_end, quote
from policy_drugs
union all
select 'pre_approval_allowances', id, document_id, page, char_start, char_end, quote
from pre_approval_allowances
union all
select 'policy_criteria', id, document_id, page, char_start, char_end, quote
from policy_criteria
union all
select 'quantity_limits', id, document_id, page, char_start, char_end, quote
from quantity_limits
union all
select 'dose_packs', id, document_id, page, char_start, char_end, quote
from dose_packs
union all
select 'drug_classes', id, document_id, page, char_start, char_end, quote
from drug_classes
union all
select 'class_members', id, document_id, page, char_start, char_end, quote
from class_members
union all
select 'policy_history', id, document_id, page, char_start, char_end, quote
from policy_history
union all
select 'policy_warnings', id, document_id, page, char_start, char_end, quote
from policy_warnings;

-- The checks: each of these must be empty.

-- Rows whose quote is not the text at their place.
create view unfaithful_quotes as
select p.table_name, p.row_id, p.document_id, p.page, p.char_start, p.char_end, p.quote
from documents d
join places p on p.document_id = d.id
where p.quote is not substr(d.text, p.char_start + 1, p.char_end - p.char_start);

-- Rows whose page is not that of the line which holds their first character.
create view unfaithful_pages as
select p.table_name, p.row_id, p.document_id, p.page, p.char_start, p.char_end, p.quote
from documents d
join places p on p.document_id = d.id
where p.page is not (
    select l.page
    from lines l
    where l.document_id = d.id and l.char_start <= p.char_start
    order by l.char_start desc, l.ordinal desc
    limit 1
);

-- Documents whose accounts do not hold each of their characters once.
create view unfaithful_accounts as
select
    d.id as document_id,
    length(d.text) as characters,
    (select sum(characters) from character_accounts a where a.document_id = d.id) as accounted
from documents d
where accounted is not length(d.text);

-- Numbers that cannot be, or that their own quote does not print.
create view unfaithful_figures as
with figures as (
    select
        *,
        printf('%.15g', value) as printed,
        replace(quote, ',', '') as plain,
        ' ' || replace(replace(replace(replace(replace(replace(replace(lower(quote),
            char(10), ' '), '- ', '-'), ',', ' '), '.', ' '), '(', ' '), ')', ' '), '/', ' ')
            || ' ' as spaced
    from evidence_figures
),
without_digits as (
    select * from figures
    where instr(plain, printed) = 0 and instr(replace(quote, ',', '.'), printed) = 0
),
number_heads (word, value) as (
    select word, value from number_words where kind = 'count'
    union all values ('a', 1)
),
spelled (word, value, is_product) as (
    select word, value, 0 from number_words where kind <> 'multiple'
    union
    select replace(word, '-', ' '), value, 0 from number_words where kind <> 'multiple'
    union
    select h.word || ' ' || m.word, h.value * m.value, 1
    from number_heads h join number_words m on m.kind = 'multiple'
),
-- "twenty-one of the 345"; the parts of "two thousand three hundred and forty-five"
in_words as (
    select f.id, f.value as stated, s.value, s.is_product
    from without_digits f join spelled s on instr(f.spaced, ' ' || s.word || ' ') > 0
),
made_of_words as (
    select id from in_words where value = stated
    union
    select a.id from in_words a join in_words b on b.id = a.id and b.value < a.value
    where a.is_product and a.value + b.value = a.stated
    union
    select a.id
    from in_words a
    join in_words b on b.id = a.id and b.value < a.value
    join in_words c on c.id = a.id and c.value < b.value
    where a.is_product and b.is_product and a.value + b.value + c.value = a.stated
)
select f.id, f.document_id, f.page, f.value, f.unit, f.quote, reason.reason
from figures f
join (
    select id, 'a share above 100%' as reason from figures
    where unit = 'percent' and (value > 100 or value_max > 100)
    union all
    select id, 'a negative number' from figures
    where min(value, coalesce(value_max, 0), coalesce(numerator, 0), coalesce(denominator, 0)) < 0
    union all
    select id, 'a range that ends before it begins' from figures where value_max <= value
    union all
    select id, 'more counted than there were' from figures where numerator > denominator
    union all
    select id, 'a number that its quote does not print' from without_digits
    where id not in (select id from made_of_words)
) reason on reason.id = f.id;

-- What a document of its family must hold, and this one does not.
create view unmet_expectations (document_id, expectation, row_path, detail) as
with
categories (category) as (values ('identified'), ('potential'), ('missing')),
fields (field) as (
    values ('evidence'), ('risk_factors'), ('routine_measures'), ('additional_measures'),
        ('legal_status'), ('smpc_references'), ('pl_references'), ('additional_pharmacovigilance')
)
select
    d.id, 'each category of section II.A has concerns, or states that there are none',
    '/riskplan/documents/' || d.id, c.category
from documents d cross join categories c
where d.family = 'rmp_summary'
and not exists (select 1 from risks r where r.document_id = d.id and r.category = c.category)
and not exists (
    select 1 from field_states f
    where f.document_id = d.id and f.risk_id is null and f.state = 'stated_none'
    and f.field like '%' || c.category || '%'
)
union all
select
    -- Where a concern's box was not found, words that were not read may state its fields.
    r.document_id, 'each concern has a state for each of its eight fields',
    '/riskplan/risks/' || r.id, x.field
from risks r join documents d on d.id = r.document_id cross join fields x
where (
    select count(*) from field_states f where f.risk_id = r.id and f.field = x.field
) <> 1
and not (
    d.layout like 'rev2%' and r.summary_start is null
    and exists (select 1 from unread u where u.document_id = r.document_id)
    and not exists (
        select 1 from field_states f join fields using (field) where f.risk_id = r.id
    )
)
union all
select
    d.id, 'each field that its template demands of a document has a state',
    '/riskplan/documents/' || d.id, q.field
from documents d
join template_requirements q
    on q.family = d.family and (q.layout is null or q.layout = substr(d.layout, 1, length(q.layout)))
join template_fields t on t.id = q.field and t.level = 'document'
where q.required = 'always'
and not exists (
    select 1 from field_states f
    where f.document_id = d.id and f.field = q.field and f.risk_id is null
)
union all
select
    r.document_id, 'evidence and risk factors do not apply to missing information, nor to reports',
    '/riskplan/field_states/' || f.id, f.field || ': ' || f.state
from risks r join field_states f on f.risk_id = r.id join documents d on d.id = r.document_id
where f.field in ('evidence', 'risk_factors')
and (r.category = 'missing' or d.family = 'assessment_report') <> (f.state = 'not_applicable')
and f.state not in ('stated', 'stated_none')
and f.quote is null  -- a document may print "not applicable"
and coalesce(d.layout, '') not like 'rev1%'  -- that template asks for no risk factors
union all
select
    r.document_id, 'a field has rows where it is stated, and only there',
    '/riskplan/field_states/' || f.id, f.field || ': ' || f.state
from risks r join field_states f on f.risk_id = r.id
where (f.state = 'stated') <> case f.field
    when 'evidence' then exists (select 1 from evidence e where e.risk_id = r.id)
    when 'routine_measures' then exists (
        select 1 from risk_minimisation_measures m
        where m.risk_id = r.id and m.kind = 'routine' and m.state = 'stated'
        -- a legal status, which has a field of its own, may stand beside "none"
        and (m.tool is not 'legal_status' or f.state <> 'stated_none')
    )
    when 'additional_measures' then exists (
        select 1 from risk_minimisation_measures m
        where m.risk_id = r.id and m.kind = 'additional' and m.state = 'stated'
    )
    when 'legal_status' then r.legal_status_id is not null
    when 'smpc_references' then exists (
        select 1 from label_references x join label_sections l on l.id = x.label_section_id
        where x.risk_id = r.id and l.document = 'SmPC'
    )
    when 'pl_references' then exists (
        select 1 from label_references x join label_sections l on l.id = x.label_section_id
        where x.risk_id = r.id and l.document = 'PL'
    )
    else f.state = 'stated'
end
union all
select
    m.document_id, 'measures stated to be none have no tool',
    '/riskplan/risk_minimisation_measures/' || m.id, m.tool
from risk_minimisation_measures m
where m.state = 'stated_none' and m.tool is not null
union all
select
    e.document_id, 'a concern has one row of evidence at most', '/riskplan/risks/' || e.risk_id,
    count(*)
from evidence e
where e.risk_id is not null
group by e.document_id, e.risk_id
having count(*) > 1
union all
select
    f.document_id, 'a figure lies within the evidence it is read from',
    '/riskplan/evidence_figures/' || f.id, f.evidence_id
from evidence_figures f join evidence e on e.id = f.evidence_id
where f.document_id <> e.document_id or f.char_start < e.char_start or f.char_end > e.char_end
or f.risk_id is not e.risk_id
union all
select
    r.document_id, 'a row speaks of the medicine of its document', '/riskplan/risks/' || r.id,
    r.product_id
from risks r join documents d on d.id = r.document_id
where r.product_id <> d.product_id
union all
select
    d.id, 'a policy document is one policy with criteria for the start',
    '/riskplan/documents/' || d.id, null
from documents d
where d.family = 'prior_approval'
and (select count(*) from policies o where o.document_id = d.id) <> 1
or d.family = 'prior_approval' and not exists (
    select 1
    from policies o join policy_criteria c on c.policy_id = o.id
    where o.document_id = d.id and c.phase = 'initial'
)
union all
select
    c.document_id, 'the criteria of a phase have one root, which is all_of',
    '/riskplan/policies/' || c.policy_id, c.phase
from policy_criteria c
where c.parent_id is null
group by c.policy_id, c.phase
having count(*) <> 1 or max(c.operator is not 'all_of')
union all
select
    c.document_id, 'a criterion has an operator where others hang on it, and only there',
    '/riskplan/policy_criteria/' || c.id, c.operator
from policy_criteria c
where (c.operator is not null)
<> exists (select 1 from policy_criteria x where x.parent_id = c.id)
union all
select
    c.document_id, 'a criterion is of the policy and phase of the one it hangs on',
    '/riskplan/policy_criteria/' || c.id, c.phase
from policy_criteria c join policy_criteria x on x.id = c.parent_id
where x.policy_id <> c.policy_id or x.phase <> c.phase;
