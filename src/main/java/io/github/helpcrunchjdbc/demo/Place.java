package io.github.helpcrunchjdbc.demo;

import java.util.List;

/**
 * A place where customers of the demo account come from.
 *
 * @param dialCode the country code of phone numbers
 * @param cities a city and its region in turn
 */
record Place(
    String countryCode,
    String locale,
    String timezone,
    String dialCode,
    List<String> cities,
    List<String> givenNames,
    List<String> familyNames) {

  /** The most common places come first: makers draw from the front more often than from the end. */
  static final List<Place> ALL =
      List.of(
          place(
              "UA uk Europe/Kiev 380",
              "Kyiv|Kyyivs'ka Oblast|Lviv|L'vivs'ka Oblast|Одеса|Одеська область",
              "Олена|Андрій|Ірина|Тарас|Соломія|Їжак",
              "Шевчук|Коваль|Мельник|Ткаченко|Ґудзь"),
          place(
              "US en America/New_York 1",
              "New York|New York|Austin|Texas|Portland|Oregon|O'Fallon|Missouri",
              "John|Mary|james|LINDA|Ann|Zoë",
              "Doe|Smith|O'Brien|Miller-Jones|smith|MacLeod"),
          place(
              "PL pl Europe/Warsaw 48",
              "Warszawa|Mazowieckie|Kraków|Małopolskie|Łódź|Łódzkie|Krakow|Małopolskie",
              "Agnieszka|Łukasz|Małgorzata|Paweł|Żaneta",
              "Kowalski|Nowak|Wójcik|Ślązak|Źrebiec"),
          place(
              "DE de Europe/Berlin 49",
              "Berlin|Berlin|München|Bayern|Köln|Nordrhein-Westfalen|Munchen|Bayern",
              "Jürgen|Anna|Groß|Käthe|John",
              "Müller|Strauß|Schäfer|Mueller|MÜLLER"),
          place(
              "GB en Europe/London 44",
              "London|England|Cardiff|Wales|Edinburgh|Scotland",
              "John|Emily|Siân|Oliver",
              "Smith|D'Arcy|Brown|van Dyke"),
          place(
              "TR tr Europe/Istanbul 90",
              "İstanbul|İstanbul|Izmir|İzmir|Diyarbakır|Diyarbakır",
              "Işıl|İbrahim|Çağla|Ömer|isil",
              "Yılmaz|Şahin|Öztürk|YILMAZ"),
          place(
              "FR fr Europe/Paris 33",
              "Paris|Île-de-France|Orléans|Centre|Besançon|Doubs",
              "José|Jose|Éloïse|Hélène|François",
              "Lefèvre|Lefevre|Noël|d'Artois"),
          place(
              "BR pt America/Sao_Paulo 55",
              "São Paulo|SP|Brasília|DF|Sao Paulo|SP",
              "João|Joao|Conceição|Inês",
              "Gonçalves|Assunção|Silva"),
          place(
              "EG ar Africa/Cairo 20",
              "القاهرة|القاهرة|الجيزة|الجيزة",
              "محمد|فاطمة|يوسف",
              "السيد|حسن"),
          place(
              "IN hi Asia/Kolkata 91",
              "मुंबई|Maharashtra|Delhi|Delhi",
              "प्रिया|Arjun|Asha",
              "शर्मा|Rao"),
          place("JP ja Asia/Tokyo 81", "東京|東京都|大阪|大阪府", "さくら|太郎|ケンジ", "山田|佐藤"),
          place("GR el Europe/Athens 30", "Αθήνα|Αττική", "Οδυσσεύς|ΟΔΥΣΣΕΥΣ|Ελένη", "Παππάς"),
          place("IL he Asia/Jerusalem 972", "תל אביב|תל אביב", "נועה|דוד", "לוי|כהן"),
          place("VN vi Asia/Ho_Chi_Minh 84", "Hà Nội|HN|Đà Nẵng|DN", "Nguyễn|Đức|Ánh", "Trần|Lê"));

  private static Place place(String codes, String cities, String givenNames, String familyNames) {
    List<String> code = split(codes, ' ');
    return new Place(
        code.get(0),
        code.get(1),
        code.get(2),
        code.get(3),
        split(cities, '|'),
        split(givenNames, '|'),
        split(familyNames, '|'));
  }

  private static List<String> split(String list, char separator) {
    return List.of(list.split(separator == '|' ? "\\|" : " ", -1));
  }
}
