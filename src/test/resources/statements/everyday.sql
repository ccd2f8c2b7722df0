# Valid SQL of many kinds: what a fuzzer changes.
SELECT * FROM customers
SELECT id, name, email FROM customers WHERE name LIKE 'A%' ORDER BY lastSeen DESC LIMIT 10
SELECT COUNT(*) FROM customers WHERE countryCode = 'UA' AND lastSeen >= TIMESTAMP '2024-01-01 00:00:00'
SELECT countryCode, COUNT(*) AS n FROM customers GROUP BY countryCode HAVING COUNT(*) > 1 ORDER BY n DESC
SELECT id FROM customers WHERE id IN (1, 2, 3) OR id BETWEEN 100 AND 200
SELECT id, CASE WHEN blocked THEN 'b' WHEN unsubscribed THEN 'u' ELSE '-' END AS flag FROM customers
SELECT c.id, t.name FROM customers AS c JOIN customer_tags AS t ON t.customerId = c.id ORDER BY c.id, t.name
SELECT a.id, b.id FROM customers a LEFT JOIN customers b ON a.email = b.email AND a.id < b.id LIMIT 20
SELECT id, ROW_NUMBER() OVER (PARTITION BY countryCode ORDER BY id) AS r FROM customers ORDER BY id LIMIT 20
SELECT id, SUM(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM customers ORDER BY id LIMIT 5
WITH recent AS (SELECT id, city FROM customers ORDER BY firstSeen DESC LIMIT 50) SELECT city, COUNT(*) FROM recent GROUP BY city
SELECT id FROM customers WHERE EXISTS (SELECT 1 FROM customer_tags t WHERE t.customerId = customers.id)
SELECT id FROM customers WHERE id NOT IN (SELECT customerId FROM customer_tags) ORDER BY id
SELECT (SELECT MAX(id) FROM customers) - (SELECT MIN(id) FROM customers) AS span
SELECT id FROM customers WHERE id < 5 UNION ALL SELECT id FROM customers WHERE id > 5 ORDER BY 1 LIMIT 7
SELECT name FROM customers EXCEPT SELECT name FROM customers WHERE id < 50
SELECT city FROM customers INTERSECT SELECT countryCode FROM customers
SELECT UPPER(name) || '-' || LOWER(email), CHAR_LENGTH(name), SUBSTRING(name FROM 2 FOR 3) FROM customers LIMIT 5
SELECT TRIM(BOTH ' ' FROM name), REPLACE(name, 'a', 'b'), POSITION('a' IN name) FROM customers LIMIT 5
SELECT EXTRACT(YEAR FROM lastSeen), FLOOR(lastSeen TO MONTH), lastSeen + INTERVAL '1' DAY FROM customers LIMIT 5
SELECT CAST(15 AS VARCHAR), CAST('12' AS INTEGER), CAST('2024-02-29' AS DATE), CAST(1.5 AS DECIMAL(5, 1))
SELECT ROUND(id / 3.0, 2), MOD(id, 7), ABS(-id), POWER(id, 2), SQRT(id), LN(id) FROM customers LIMIT 5
SELECT DATE_TRUNC('week', firstSeen) AS w, COUNT(DISTINCT email) FROM customers GROUP BY DATE_TRUNC('week', firstSeen) ORDER BY w
SELECT TO_CHAR(lastSeen, 'YYYY-MM-DD HH24:MI:SS') FROM customers LIMIT 3
SELECT COALESCE(phone, email, '?'), NULLIF(city, 'Kyiv') FROM customers WHERE phone IS NOT NULL LIMIT 5
SELECT name FROM customers WHERE name ILIKE '%an%' AND name NOT SIMILAR TO '(x|y)+' LIMIT 5
SELECT REGEXP_REPLACE(name, '[aeiou]', '*') FROM customers WHERE name ~ '^[A-Z]' LIMIT 5
SELECT STRING_AGG(city, ',') FROM customers WHERE id < 20
SELECT LISTAGG(name, '; ') WITHIN GROUP (ORDER BY id) FROM customers WHERE id < 20
SELECT JSON_VALUE('{"a": {"b": 2}}', '$.a.b' RETURNING INTEGER), JSON_QUERY('[1,2]', '$[*]' WITH WRAPPER)
SELECT ARRAY[1, 2, 3][2], CARDINALITY(ARRAY['a', 'b']), MAP['k', 'v']['k']
SELECT x, y FROM (VALUES (1, 'a'), (2, 'b'), (NULL, 'c')) AS v(x, y) WHERE x > 1 OR x IS NULL
SELECT GROUPING(countryCode), countryCode, COUNT(*) FROM customers GROUP BY ROLLUP(countryCode)
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY id) FROM customers
SELECT id, LAG(id, 1, 0) OVER (ORDER BY id), NTILE(4) OVER (ORDER BY id), FIRST_VALUE(id) OVER (ORDER BY id) FROM customers LIMIT 5
SELECT AVG(id), STDDEV_POP(id), VAR_SAMP(id), SUM(CASE WHEN blocked THEN 1 ELSE 0 END) FROM customers
SELECT id FROM customers ORDER BY lastSeen DESC NULLS LAST OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY
SELECT DISTINCT countryCode, city FROM customers ORDER BY 1, 2 LIMIT 10
SELECT id FROM customers WHERE (countryCode, city) IN (('UA', 'Kyiv'), ('FR', 'Paris'))
SELECT id FROM customers WHERE lastSeen > CURRENT_TIMESTAMP - INTERVAL '30' DAY AND NOT (blocked OR unsubscribed)
SELECT JSON_VALUE(customData, '$.plan'), COUNT(*) FROM customers GROUP BY JSON_VALUE(customData, '$.plan')
SELECT t.name, COUNT(*) FROM customer_tags t GROUP BY t.name ORDER BY 2 DESC
EXPLAIN PLAN FOR SELECT id FROM customers WHERE name = 'x'
EXPLAIN SELECT id FROM customers WHERE lastSeen > TIMESTAMP '2024-01-01 00:00:00' ORDER BY id
SELECT * FROM helpcrunch_meta.statements
SELECT * FROM information_schema.tables
SELECT CURRENT_DATE, PI()
SELECT OVERLAY('abcdef' PLACING 'xyz' FROM 2 FOR 3), REPEAT('ab', 3), LPAD('7', 3, '0'), REVERSE('abc')
SELECT TIMESTAMPADD(MONTH, 1, TIMESTAMP '2024-01-31 10:00:00'), TIMESTAMPDIFF(DAY, DATE '2024-01-01', DATE '2024-03-01')
SELECT SPLIT_PART('a,b,c', ',', 2), STRING_TO_ARRAY('a,b', ','), INITCAP('ann lee'), MD5('a')
