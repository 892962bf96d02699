-- What a request for prior approval is asked, and how each criterion tests it. Both are derived from
-- the parameters of policy_criteria by dictionaries/criterion_tests.csv: the words are there.

create table request_facts (
    id text not null primary key,
    policy_id text not null references policies (id),
    ordinal integer not null,
    name text not null,  -- the field of a request
    type text not null check (
        type in ('number', 'count', 'yes_no', 'one_of', 'some_of', 'names', 'diagnoses')
    ),
    unit text,           -- of a number
    question text not null,
    options text not null default '{}' check (json_valid(options)),  -- by name, what else it is called
    unique (policy_id, name)
) strict;
create index request_facts_policy_id on request_facts (policy_id);

create table criterion_tests (
    id text not null primary key,
    criterion_id text not null references policy_criteria (id),
    fact_id text not null references request_facts (id),
    ordinal integer not null,
    role text not null check (role in ('scope', 'condition')),  -- scope: of whom it is asked at all
    operator text not null check (
        operator in (
            'at_least', 'at_least_months', 'at_most_whole', 'is_yes', 'is_no', 'is_any',
            'has_all', 'has_any', 'has_diagnosis', 'counts_members'
        )
    ),
    operand text not null check (json_valid(operand))
) strict;
create index criterion_tests_criterion_id on criterion_tests (criterion_id);
create index criterion_tests_fact_id on criterion_tests (fact_id);
