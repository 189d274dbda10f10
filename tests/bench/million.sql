-- Temporary tables number people and teams, so that a random number picks one.
create temporary table o as select n, uuidv7() as id from generate_series(1, 500) n;
create temporary table p as select n, uuidv7() as id, (n - 1) % 500 + 1 as o from generate_series(1, 25000) n;
create temporary table t as select n, uuidv7() as id, (n - 1) % 500 + 1 as o from generate_series(1, 5000) n;
create temporary table word as select * from unnest(array['Plan', 'Review', 'Draft', 'Send', 'Check', 'Call', 'Order', 'Fix',
  'budget', 'contract', 'invoice', 'release', 'report', 'server', 'workshop', 'customer', 'poster', 'survey']) with ordinality w(text, n);
create unique index on p (n); create unique index on t (n); create index on p (o);
analyze o, p, t, word;

insert into organizations (id, name, description, version, created_at, updated_at)
select id, 'Organisation ' || n, '', 1, now() - interval '400 days', now() - interval '400 days' from o;

insert into people (id, organization_id, email, name, role, status, is_instance_admin, time_zone, locale, week_start, theme,
  quick_add_syntax, next_task_number, version, created_at, updated_at)
select p.id, o.id, 'person' || p.n || '@example.org', case p.n when 1 then 'Heavy' else 'Person ' || p.n end,
  case when p.n <= 500 then 'admin' else 'member' end, 'active', p.n = 1,
  (array['Europe/Berlin', 'America/New_York', 'UTC'])[p.n % 3 + 1], 'en', 0, 'auto', 'atrium', 2000000, 1,
  now() - interval '390 days', now() - interval '390 days'
from p join o on o.n = p.o;

insert into teams (id, organization_id, name, key, description, next_task_number, version, created_by_id, created_at, updated_at)
select t.id, o.id, 'Team ' || t.n, 'K' || t.n, '', 2000000, 1, p.id, now() - interval '380 days', now() - interval '380 days'
from t join o on o.n = t.o join p on p.n = t.o;

-- Everybody but Heavy (1) is in one team of their organisation, every fifth in a second one.
create temporary table m as
select distinct on (p.id, t.id) p.n, p.id as person_id, t.n as team, t.id as team_id
from p cross join lateral (values (0), (1)) second(k)
join t on t.o = p.o and t.n = p.o + 500 * ((p.n / 500 + second.k * 3) % 10)
where p.n > 1 and (second.k = 0 or p.n % 5 = 0);
insert into team_members (person_id, team_id, role, joined_at)
select person_id, team_id,
  case row_number() over (partition by team_id order by n) when 1 then 'owner' when 2 then 'admin' when 3 then 'viewer' else 'member' end,
  now() - interval '370 days' from m;
-- Heavy is in four teams of the own organisation.
insert into team_members (person_id, team_id, role, joined_at)
select p.id, t.id, (array['admin', 'member', 'member', 'viewer'])[(t.n - 1) / 500 + 1], now() - interval '370 days'
from p, t where p.n = 1 and t.n in (1, 501, 1001, 1501);

-- The tasks. Of a million 5,000 are Heavy's own and 4,500 in the teams of Heavy (those have no others).
create temporary table made as
select g, random() as home, random() * case when g <= 9500 then 0.97 else 1 end as fate, random() as due, now() - random() * interval '365 days' as created_at,
  case when g <= 5000 then 1 else 2 + floor(random() * 24999)::int end as person,
  case when g <= 9500 then (array[1, 501, 1001, 1501])[g % 4 + 1]
    else (array(select n from t where n not in (1, 501, 1001, 1501) order by n))[1 + floor(random() * 4996)::int] end as team,
  floor(random() * 8)::int + 1 as w1, floor(random() * 10)::int + 9 as w2, floor(random() * 5)::int as priority,
  floor(random() * 6)::int as label, floor(random() * 40) * interval '1 day' as span
from generate_series(1, 1000000) g;

insert into tasks (id, organization_id, owner_id, team_id, creator_id, key, title, description, status, priority, due_on, due_at,
  labels, completed_at, completed_by_id, position, version, created_at, updated_at, deleted_at, deleted_by_id)
select uuidv7(x.created_at - now()), o.id, case when personal then p.id end, case when personal then null else t.id end, p.id, 'T-' || g,
  v.text || ' the ' || n.text || ' of week ' || g % 53,
  case when g % 3 = 0 then repeat('What has to be done before anybody can begin, in some detail. ', g % 7 + 1) else '' end,
  case when fate < 0.60 then 'completed' when fate < 0.84 then 'pending' when fate < 0.97 then 'in_progress' else 'archived' end,
  priority,
  case when due < 0.35 then (x.created_at + span)::date end, case when due > 0.65 then x.created_at + span end,
  case label when 0 then array['urgent', 'office'] when 1 then array['writing'] else '{}' end,
  case when fate < 0.60 then least(now(), x.created_at + span) end, case when fate < 0.60 then p.id end,
  g, 1, x.created_at, x.created_at,
  -- nothing of Heavy's is archived or in the trash: 10,000 tasks are 10,000 lines
  case when g > 9500 and g % 50 = 7 then now() - interval '3 days' end, case when g > 9500 and g % 50 = 7 then p.id end
from (select *, g <= 5000 or (g > 9500 and home < 0.6) as personal from made) x
join p on p.n = x.person join t on t.n = x.team join o on o.n = case when x.personal then p.o else t.o end
join word v on v.n = w1 join word n on n.n = w2
order by x.created_at;

insert into task_assignees (task_id, person_id, assigned_at)
select id, creator_id, created_at from tasks where team_id is not null and right(key, 1) in ('0', '1', '2', '3');

-- Shares: Heavy is shown 250 tasks directly and 250 through a team.
create temporary table s as
select row_number() over (order by random()) as n, id, owner_id, creator_id, created_at from tasks
where owner_id is not null and owner_id <> (select id from p where n = 1) and deleted_at is null
  and status <> 'archived' and random() < 0.1;
insert into task_shares (id, task_id, person_id, team_id, permission, shared_by_id, version, created_at)
select uuidv7(), s.id,
  case when s.n <= 250 then heavy.id when s.n <= 500 then null when s.n % 10 > 0 then p.id end,
  case when s.n <= 250 then null when s.n <= 500 then home.id when s.n % 10 = 0 then t.id end,
  case when s.n % 3 = 0 then 'edit' else 'view' end, s.owner_id, 1, s.created_at
from s
join p heavy on heavy.n = 1 join t home on home.n = 501
join p on p.n = 2 + (s.n * 7919) % 24999 join t on t.n = 2 + (s.n * 104729) % 498
where s.n <= 50000 and (s.n <= 500 or p.id <> s.owner_id);

insert into activities (at, name, kind, object_id, actor_id, task_id, team_id, owner_id, version, detail, audience, affected)
select created_at, 'task.created', 'task', id, creator_id, id, team_id, owner_id, 1, '', '{}', '{}'
from tasks where right(key, 1) in ('1', '5', '9') order by created_at;

-- A team of a thousand without a task.
insert into teams (id, organization_id, name, key, description, next_task_number, version, created_by_id, created_at, updated_at)
select uuidv7(), o.id, 'Crowd', 'CROWD', '', 1, 1, p.id, now(), now() from o, p where o.n = 2 and p.n = 2;
insert into team_members (person_id, team_id, role, joined_at)
select p.id, t.id, case p.n when 2 then 'owner' else 'member' end, now() from p, teams t where t.name = 'Crowd' and p.n between 2 and 1001;
