-- Inserts the courses of the national programmes, and the vaccines against COVID-19 with the intervals and ages that
-- were in force when that programme ended. Add vaccines of other courses by POST /v1/vaccination/vaccines.
insert into vaccination.courses (code, name, disease)
values
  ('COVID-19', 'COVID-19', 'COVID-19'),
  ('BCG', 'BCG', 'Tuberculosis'),
  ('POLIO', 'Polio, by mouth', 'Poliomyelitis'),
  ('POLIO INJECTED', 'Polio, injected', 'Poliomyelitis'),
  ('HEPATITIS B', 'Hepatitis B at birth', 'Hepatitis B'),
  ('PENTAVALENT', 'Pentavalent', 'Diphtheria, pertussis, tetanus, hepatitis B, Haemophilus influenzae type b'),
  ('DPT', 'DPT booster', 'Diphtheria, pertussis, tetanus'),
  ('TD', 'Td', 'Tetanus, diphtheria'),
  ('ROTAVIRUS', 'Rotavirus', 'Rotavirus diarrhoea'),
  ('PNEUMOCOCCAL', 'Pneumococcal', 'Pneumococcal disease'),
  ('MEASLES-RUBELLA', 'Measles and rubella', 'Measles, rubella'),
  ('JE', 'Japanese encephalitis', 'Japanese encephalitis');

insert into vaccination.vaccines
  (code, course, name, manufacturer, cvx_code, doses, interval_days_min, interval_days_max, age_years_min, price_paise)
values
  ('COVISHIELD', 'COVID-19', 'Covishield (ChAdOx1-S)', 'Serum Institute of India', '210', 2, 84, 112, 18, 78000),
  ('COVAXIN', 'COVID-19', 'Covaxin (BBV152)', 'Bharat Biotech', '502', 2, 28, 42, 18, 141000),
  ('SPUTNIK V', 'COVID-19', 'Sputnik V (Gam-COVID-Vac)', 'Dr. Reddy''s Laboratories', '505', 2, 21, 90, 18, 114500);
