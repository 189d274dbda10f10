"""Mail: whoever acts may add to the outbox; only the front desk reads it, and the links that prove an address."""

SQL = """
grant select, insert, update, delete on mails, email_tokens to app_system;
create policy front_desk on mails to app_system using (true) with check (true);
create policy front_desk on email_tokens to app_system using (true) with check (true);

grant insert on mails to app_rw;
create policy add on mails for insert to app_rw with check (
  (select app.uid()) is not null and status in ('waiting', 'held') and attempts = 0);
"""
