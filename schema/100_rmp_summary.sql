-- Families rmp_summary and assessment_report: the safety concerns of a risk management plan and
-- what hangs on them. risk_id is null where a box of section II.B, or a row of a report's table,
-- names no concern that is listed (a finding).

create table risks (
    id text not null primary key,
    product_id text not null references products (id),
    category text not null check (category in ('identified', 'potential', 'missing')),
    ordinal integer not null,
    name text not null,
    heading text,           -- as printed over its box in II.B
    summary_start integer,  -- its box in II.B, heading included
    summary_end integer,
    legal_status_id text references legal_statuses (id),
    -- derived from label_references, so that Datasette can facet by section: arrays of numbers
    smpc_sections text not null default '[]' check (json_valid(smpc_sections)),
    pl_sections text not null default '[]' check (json_valid(pl_sections)),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index risks_product_id on risks (product_id);
create index risks_legal_status_id on risks (legal_status_id);
create index risks_document_id on risks (document_id);

create table evidence (
    id text not null primary key,
    risk_id text references risks (id),
    text text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index evidence_risk_id on evidence (risk_id);
create index evidence_document_id on evidence (document_id);

create table evidence_figures (
    id text not null primary key,
    risk_id text references risks (id),
    evidence_id text not null references evidence (id),
    unit text not null check (unit in ('percent', 'patients', 'cases', 'events')),
    value real not null,
    value_max real,
    qualifier text not null check (
        qualifier in ('exactly', 'about', 'almost', 'at_least', 'more_than', 'up_to', 'less_than')
    ),
    numerator integer,
    denominator integer,
    denominator_qualifier text check (
        denominator_qualifier
        in ('exactly', 'about', 'almost', 'at_least', 'more_than', 'up_to', 'less_than')
    ),
    basis text,
    outcome text,
    grade text,
    attribution text not null check (attribution in ('any', 'related')),
    arm text check (arm in ('comparator')),
    population text,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index evidence_figures_risk_id on evidence_figures (risk_id);
create index evidence_figures_evidence_id on evidence_figures (evidence_id);
create index evidence_figures_document_id on evidence_figures (document_id);

create table risk_factors (
    id text not null primary key,
    risk_id text references risks (id),
    ordinal integer not null,
    factor text not null,
    role text not null check (role in ('risk_factor', 'risk_group', 'confounder')),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index risk_factors_risk_id on risk_factors (risk_id);
create index risk_factors_document_id on risk_factors (document_id);

create table risk_minimisation_measures (
    id text not null primary key,
    risk_id text references risks (id),
    kind text not null check (kind in ('routine', 'additional')),
    tool text references measure_tools (id),
    state text not null check (state in ('stated', 'stated_none')),
    text text not null,
    -- for whom, where the words or the tool say so: an array of ids of audiences, for faceting
    audience text check (audience is null or json_valid(audience)),
    -- the sections that it cites, in the order printed: an array of ids; of a section that the
    -- QRD template does not have too (label_references has none of those, and first mentions alone)
    label_sections text check (label_sections is null or json_valid(label_sections)),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index risk_minimisation_measures_risk_id on risk_minimisation_measures (risk_id);
create index risk_minimisation_measures_tool on risk_minimisation_measures (tool);
create index risk_minimisation_measures_document_id on risk_minimisation_measures (document_id);

create table label_references (
    id text not null primary key,
    risk_id text references risks (id),
    label_section_id text not null references label_sections (id),
    measure_id text references risk_minimisation_measures (id),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index label_references_risk_id on label_references (risk_id);
create index label_references_label_section_id on label_references (label_section_id);
create index label_references_measure_id on label_references (measure_id);
create index label_references_document_id on label_references (document_id);

create table indications (
    id text not null primary key,
    product_id text not null references products (id),
    ordinal integer not null,
    text text not null,
    -- what leads its list, and is of all items of it
    lead_id text references statements (id),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index indications_product_id on indications (product_id);
create index indications_lead_id on indications (lead_id);
create index indications_document_id on indications (document_id);

create table pharmacovigilance_activities (
    id text not null primary key,
    product_id text not null references products (id),
    risk_id text references risks (id),
    kind text not null check (kind in ('routine', 'additional')),
    state text not null check (state in ('stated', 'stated_none')),
    text text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index pharmacovigilance_activities_product_id on pharmacovigilance_activities (product_id);
create index pharmacovigilance_activities_risk_id on pharmacovigilance_activities (risk_id);
create index pharmacovigilance_activities_document_id on pharmacovigilance_activities (document_id);

create table studies (
    id text not null primary key,
    product_id text not null references products (id),
    -- null where an assessment report prints no category
    obligation text check (obligation in ('condition', 'specific_obligation', 'other')),
    category integer check (category between 1 and 3),
    state text not null check (state in ('stated', 'stated_none')),
    name text,
    purpose text,
    status text check (status in ('planned', 'ongoing', 'started', 'completed')),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index studies_product_id on studies (product_id);
create index studies_document_id on studies (document_id);

create table study_milestones (
    id text not null primary key,
    study_id text not null references studies (id),
    name text not null,
    due_on text,  -- 2013-03-31, 2013-03, 2017-Q2 or 2021, as far as printed; null where unclear
    status text,  -- of the study, where its row states one
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index study_milestones_study_id on study_milestones (study_id);
create index study_milestones_document_id on study_milestones (document_id);

create table study_concerns (
    id text not null primary key,
    study_id text not null references studies (id),
    risk_id text references risks (id),
    part_of text references risks (id),  -- derived: the concern that no more than a part is named of
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (risk_id is null or part_of is null),
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index study_concerns_study_id on study_concerns (study_id);
create index study_concerns_risk_id on study_concerns (risk_id);
create index study_concerns_part_of on study_concerns (part_of);
create index study_concerns_document_id on study_concerns (document_id);

-- What a document says of itself, on its cover and in its chapter.
create table document_facts (
    id text not null primary key,
    kind text not null check (
        kind in (
            'product', 'inn', 'holder', 'procedure_number', 'document_number', 'document_date',
            'rmp_version'
        )
    ),
    value text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index document_facts_document_id on document_facts (document_id);

-- A field of the template, by document or by risk; the place is null where nothing is stated.
create table field_states (
    id text not null primary key,
    risk_id text references risks (id),
    field text not null references template_fields (id),
    state text not null check (
        state in ('stated', 'stated_none', 'not_stated', 'not_applicable')
    ),
    document_id text not null references documents (id),
    page integer,
    char_start integer check (char_start >= 0),
    char_end integer,
    quote text,
    check ((quote is null) = (char_start is null)),
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index field_states_risk_id on field_states (risk_id);
create index field_states_field on field_states (field);
create index field_states_document_id on field_states (document_id);

create table findings (
    id text not null primary key,
    rule text not null references finding_rules (id),
    severity text not null check (severity in ('error', 'warning', 'note')),  -- its rule's
    message text not null,
    derived text,  -- what arithmetic adds to the printed words; never a correction
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index findings_rule on findings (rule);
create index findings_document_id on findings (document_id);

-- What a name means: exact (the concept's own name), synonym, or part (some of its words are one).
create table risk_concepts (
    risk_id text not null references risks (id),
    concept_id text not null references concepts (id),
    method text not null check (method in ('exact', 'synonym', 'part', 'case', 'beside')),
    term text not null,  -- the name of the concept that was met, also by the words for an abbreviation, or the limit of age printed
    primary key (risk_id, concept_id)
) strict;
create index risk_concepts_concept_id on risk_concepts (concept_id);

create table risk_factor_concepts (
    risk_factor_id text not null references risk_factors (id),
    concept_id text not null references concepts (id),
    method text not null check (method in ('exact', 'synonym', 'part', 'case', 'beside')),
    term text not null,
    primary key (risk_factor_id, concept_id)
) strict;
create index risk_factor_concepts_concept_id on risk_factor_concepts (concept_id);
