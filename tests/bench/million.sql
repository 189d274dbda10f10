-- How large it gets is in the temporary table `size` (million.py): of fifty people in each of so many organisations,
-- number 1 (Heavy) and number 3 (Giant) see exactly so many tasks: half of them own ones, nine in twenty of four teams,
-- the rest shared with them and with one of the teams.
-- Temporary tables number people and teams, so that a random number picks one.
create temporary table o as select n, uuidv7() as id from size cross join generate_series(1, orgs) n;
create temporary table p as select n, uuidv7() as id, (n - 1) % orgs + 1 as o from size cross join generate_series(1, orgs * 50) n;
create temporary table t as select n, uuidv7() as id, (n - 1) % orgs + 1 as o from size cross join generate_series(1, orgs * 10) n;
-- Whose teams they are, and which of the tasks: own ones from `begins` on, then those of the teams until `ends`.
create temporary table big as
select *, begins + seen / 2 as teams_begin, begins + seen / 2 + seen * 9 / 20 as ends,
  (select array_agg(t.n order by t.n) from (select n from t where t.o = b.person order by n limit 4) t) as teams
from (select 1 as person, 'Heavy' as name, heavy as seen, 0 as begins, 0 as shares from size
  union all select 3, 'Giant', giant, heavy / 2 + heavy * 9 / 20, heavy / 20 from size) b;
create temporary table free as
select row_number() over (order by n) as i, n from t where n not in (select unnest(teams) from big);
create unique index on free (i);
create temporary table word as select * from unnest(array['Plan', 'Review', 'Draft', 'Send', 'Check', 'Call', 'Order', 'Fix',
  'budget', 'contract', 'invoice', 'release', 'report', 'server', 'workshop', 'customer', 'poster', 'survey']) with ordinality w(text, n);
create unique index on p (n); create unique index on t (n); create index on p (o);
analyze o, p, t, word, big, free;

insert into organizations (id, name, description, industry, website, city, version, created_at, updated_at)
select id, 'Organisation ' || n, '', '', '', '', 1, now() - interval '400 days', now() - interval '400 days' from o;

insert into people (id, organization_id, email, name, role, status, is_instance_admin, time_zone, locale, week_start, theme,
  quick_add_syntax, next_task_number, version, created_at, updated_at)
select p.id, o.id, 'person' || p.n || '@example.org', coalesce(big.name, 'Person ' || p.n),
  case when p.n <= size.orgs then 'admin' else 'member' end, 'active', p.n = 1,
  (array['Europe/Berlin', 'America/New_York', 'UTC'])[p.n % 3 + 1], 'en', 0, 'auto', 'atrium', 2000000, 1,
  now() - interval '390 days', now() - interval '390 days'
from size cross join p join o on o.n = p.o left join big on big.person = p.n;

insert into teams (id, organization_id, name, key, description, next_task_number, version, created_by_id, created_at, updated_at)
select t.id, o.id, 'Team ' || t.n, 'K' || t.n, '', 2000000, 1, p.id, now() - interval '380 days', now() - interval '380 days'
from t join o on o.n = t.o join p on p.n = t.o;

-- Everybody else is in one team of their organisation, every fifth in a second one; Giant's teams have no others.
create temporary table m as
select distinct on (p.id, t.id) p.n, p.id as person_id, t.n as team, t.id as team_id
from size cross join p cross join lateral (values (0), (1)) second(k)
join t on t.o = p.o and t.n = p.o + orgs * ((p.n / orgs + second.k * 3) % 10)
where p.n not in (1, 3) and (second.k = 0 or p.n % 5 = 0)
  and t.n <> all(select unnest(teams) from big where name = 'Giant');
insert into team_members (person_id, team_id, role, joined_at)
select person_id, team_id,
  case row_number() over (partition by team_id order by n) when 1 then 'owner' when 2 then 'admin' when 3 then 'viewer' else 'member' end,
  now() - interval '370 days' from m;
insert into team_members (person_id, team_id, role, joined_at)
select p.id, t.id, (array['admin', 'member', 'member', 'viewer'])[array_position(big.teams, t.n)], now() - interval '370 days'
from big join p on p.n = big.person join t on t.n = any(big.teams);

create temporary table made as
select g, big.person as of_big, g > big.teams_begin as in_team, random() as home, random() as due,
  random() * case when big.person is null then 1 else 0.97 end as fate, now() - random() * interval '365 days' as created_at,
  coalesce(big.person, 4 + floor(random() * (orgs * 50 - 3))::int) as person,
  case when big.person is null then 1 + floor(random() * (select count(*) from free))::int end as free,
  big.teams[g % 4 + 1] as team,
  floor(random() * 8)::int + 1 as w1, floor(random() * 10)::int + 9 as w2, floor(random() * 5)::int as priority,
  floor(random() * 6)::int as label, floor(random() * 40) * interval '1 day' as span
from size cross join generate_series(1, tasks) g left join big on g > big.begins and g <= big.ends;

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
  -- nothing of Heavy's and Giant's is archived or in the trash: 10,000 tasks are 10,000 lines
  case when of_big is null and g % 50 = 7 then now() - interval '3 days' end, case when of_big is null and g % 50 = 7 then p.id end
from (select made.*, coalesce(not in_team, home < 0.6) as personal, coalesce(team, free.n) as home_team
  from made left join free on free.i = made.free) x
join p on p.n = x.person join t on t.n = x.home_team join o on o.n = case when x.personal then p.o else t.o end
join word v on v.n = w1 join word n on n.n = w2
order by x.created_at;

insert into task_assignees (task_id, person_id, assigned_at)
select id, creator_id, created_at from tasks where team_id is not null and right(key, 1) in ('0', '1', '2', '3');

create temporary table s as
select row_number() over (order by random()) as n, id, owner_id, creator_id, created_at from tasks
where owner_id is not null and owner_id not in (select p.id from p join big on big.person = p.n) and deleted_at is null
  and status <> 'archived' and random() < 0.1;
create temporary table shown as -- the first ones are for Heavy and Giant, half of them through a team
select s.*, big.teams[2] as team, p.id as person_id, s.n <= big.shares + big.seen / 40 as is_direct
from s left join big on s.n > big.shares and s.n <= big.shares + big.seen / 20 left join p on p.n = big.person;
insert into task_shares (id, task_id, person_id, team_id, permission, shared_by_id, version, created_at)
select uuidv7(), s.id,
  case when s.person_id is null then case when s.n % 10 > 0 then p.id end when is_direct then s.person_id end,
  case when s.person_id is null then case when s.n % 10 = 0 then t.id end when not is_direct then home.id end,
  case when s.n % 3 = 0 then 'edit' else 'view' end, s.owner_id, 1, s.created_at
from size cross join shown s left join t home on home.n = s.team
join p on p.n = 4 + (s.n * 7919) % (orgs * 50 - 3) join free on free.i = 1 + (s.n * 104729) % (select count(*) from free)
join t on t.n = free.n
where s.n <= tasks / 20 and (s.person_id is not null or p.id <> s.owner_id);

insert into activities (at, name, kind, object_id, actor_id, task_id, team_id, owner_id, version, detail, audience, affected)
select created_at, 'task.created', 'task', id, creator_id, id, team_id, owner_id, 1, '', '{}', '{}'
from tasks where right(key, 1) in ('1', '5', '9') order by created_at;

-- A team without a task.
insert into teams (id, organization_id, name, key, description, next_task_number, version, created_by_id, created_at, updated_at)
select uuidv7(), o.id, 'Crowd', 'CROWD', '', 1, 1, p.id, now(), now() from o, p where o.n = 2 and p.n = 2;
insert into team_members (person_id, team_id, role, joined_at)
select p.id, t.id, case p.n when 2 then 'owner' else 'member' end, now() from size cross join p cross join teams t where t.name = 'Crowd' and p.n between 2 and crowd + 2 and p.n <> 3;
