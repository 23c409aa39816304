-- The vaccines of the national programme, with the intervals and ages in force when it ended.
insert into vaccination.vaccines
  (code, name, manufacturer, cvx_code, doses, interval_days_min, interval_days_max, age_years_min, price_paise)
values
  ('COVISHIELD', 'Covishield (ChAdOx1-S)', 'Serum Institute of India', '210', 2, 84, 112, 18, 78000),
  ('COVAXIN', 'Covaxin (BBV152)', 'Bharat Biotech', '502', 2, 28, 42, 18, 141000),
  ('SPUTNIK V', 'Sputnik V (Gam-COVID-Vac)', 'Dr. Reddy''s Laboratories', '505', 2, 21, 90, 18, 114500);
