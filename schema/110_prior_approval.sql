-- Family prior_approval: a payer's policy, its criteria as a tree, its limits and its history.

create table policies (
    id text not null primary key,
    document_id text not null references documents (id),
    product_id text not null references products (id),
    minimum_age integer,     -- years
    initial_months integer,
    renewal_months integer,
    effective_on text,
    approved_on text,
    pre_approval_allowance text, -- null when printed "None"; field_states tells that from unsaid
    renewal_criteria text check (renewal_criteria in ('own', 'same', 'none')),  -- null: not stated
    renewal_limits text check (renewal_limits in ('own', 'same', 'none'))  -- same: "Same as above"
) strict;
create index policies_document_id on policies (document_id);
create index policies_product_id on policies (product_id);

create table policy_drugs (
    id text not null primary key,
    policy_id text not null references policies (id),
    ordinal integer not null,
    brand_name text,    -- as printed; null where the generic name stands alone
    generic_name text,  -- as printed; null where the brand name stands alone
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (brand_name is not null or generic_name is not null),
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index policy_drugs_policy_id on policy_drugs (policy_id);
create index policy_drugs_document_id on policy_drugs (document_id);

create table pre_approval_allowances (
    id text not null primary key,
    policy_id text not null references policies (id),
    ordinal integer not null,
    minimum_age integer,  -- years; what is not printed is null, here and below
    maximum_age integer,  -- years
    quantity integer,
    unit text,
    days integer,
    strength_mg real,
    drug text,            -- as printed with the allowance
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index pre_approval_allowances_policy_id on pre_approval_allowances (policy_id);
create index pre_approval_allowances_document_id on pre_approval_allowances (document_id);

create table policy_criteria (
    id text not null primary key,
    policy_id text not null references policies (id),
    phase text not null check (phase in ('initial', 'renewal')),
    parent_id text references policy_criteria (id),
    ordinal integer not null,
    label text,
    operator text check (operator in ('one_of', 'all_of')),  -- null on a leaf
    kind text not null check (
        kind in (
            'group', 'age', 'diagnosis', 'prior_therapy', 'refractory', 'combination',
            'prophylaxis', 'monitoring', 'contraception', 'no_progression', 'other'
        )
    ),
    text text not null,
    parameters text not null default '{}' check (json_valid(parameters)),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index policy_criteria_policy_id on policy_criteria (policy_id);
create index policy_criteria_parent_id on policy_criteria (parent_id);
create index policy_criteria_document_id on policy_criteria (document_id);

create table quantity_limits (
    id text not null primary key,
    policy_id text not null references policies (id),
    phase text not null check (phase in ('initial', 'renewal')),  -- "Same as above" adds no rows
    drug text,               -- as printed with the limit; null where it names none
    strength_mg real,        -- null where the limit is printed without a strength
    quantity integer not null,
    unit text not null references policy_units (unit),
    days integer not null,
    limit_group text not null,  -- strengths printed under one limit share it
    limit_scope text not null check (limit_scope in ('own', 'not_stated')),
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index quantity_limits_unit on quantity_limits (unit);
create index quantity_limits_policy_id on quantity_limits (policy_id);
create index quantity_limits_document_id on quantity_limits (document_id);

create table dose_packs (
    id text not null primary key,
    policy_id text not null references policies (id),
    ordinal integer not null,
    dose_mg real not null,  -- per administration
    doses_per_week integer not null,
    strength_mg real not null,
    packs integer not null,             -- blister packs in the carton
    tablets_per_pack integer not null,  -- tablets in each blister
    tablets_total integer not null,     -- tablets in the carton, as printed
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index dose_packs_policy_id on dose_packs (policy_id);
create index dose_packs_document_id on dose_packs (document_id);

create table drug_classes (
    id text not null primary key,
    name text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index drug_classes_document_id on drug_classes (document_id);

create table class_members (
    id text not null primary key,
    class_id text not null references drug_classes (id),
    generic_name text not null,
    brand_name text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index class_members_class_id on class_members (class_id);
create index class_members_document_id on class_members (document_id);

create table policy_history (
    id text not null primary key,
    policy_id text not null references policies (id),
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    action text not null,
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index policy_history_policy_id on policy_history (policy_id);
create index policy_history_document_id on policy_history (document_id);

create table policy_warnings (
    id text not null primary key,
    policy_id text not null references policies (id),
    ordinal integer not null,
    name text not null,
    is_boxed integer not null check (is_boxed in (0, 1)),  -- 1 where its sentence says so
    document_id text not null references documents (id),
    page integer,
    char_start integer not null check (char_start >= 0),
    char_end integer not null,
    quote text not null,
    check (length(quote) = char_end - char_start and char_end > char_start)
) strict;
create index policy_warnings_policy_id on policy_warnings (policy_id);
create index policy_warnings_document_id on policy_warnings (document_id);

create table policy_warning_concepts (
    policy_warning_id text not null references policy_warnings (id),
    concept_id text not null references concepts (id),
    method text not null check (method in ('exact', 'synonym', 'part', 'case', 'beside')),
    term text not null,
    primary key (policy_warning_id, concept_id)
) strict;
create index policy_warning_concepts_concept_id on policy_warning_concepts (concept_id);
