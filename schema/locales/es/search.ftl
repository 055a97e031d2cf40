# Palabras de la búsqueda. Los nombres, las referencias y lo escrito se muestran tal cual.
search-heading = Búsqueda
search-heading-for = Búsqueda: { $text }
search-label = Palabras que se buscan
search-button = Buscar
search-none = Nada en el registro público corresponde a estas palabras.
search-none-help = Con menos palabras, o con palabras en otro idioma, pueden encontrarse más resultados.
search-count = { PLURAL($n) ->
    [one] { $n } resultado
   *[other] { $n } resultados
}
search-count-more = Más de { $n } resultados.
search-cut = Se muestran los primeros; con más palabras se precisa la búsqueda.
search-kind-participant = Participantes
search-kind-provision = Disposiciones
search-kind-commitment = Compromisos
search-kind-update = Actualizaciones
search-all-provision = Todas las disposiciones encontradas
search-all-commitment = Todos los compromisos encontrados
search-all-update = Todas las actualizaciones encontradas
search-all-kinds = Resultados de todo tipo
search-how-heading = Cómo funciona la búsqueda
search-how-what = Abarca las disposiciones, los compromisos y las actualizaciones del registro público, en los seis idiomas oficiales de las Naciones Unidas. Un participante se encuentra por su nombre en cualquiera de ellos, y una ficha por su referencia; un compromiso, también por la de una disposición con la que guarda relación.
search-how-words = Deben figurar todas las palabras, en cualquiera de sus formas; los acentos, los signos vocálicos y las mayúsculas no influyen. Las palabras entre comillas se buscan una junto a otra.
search-how-order = Primero figura la referencia, después los textos en el idioma de esta página, después las palabras de un título y después los textos más recientes. No hay ninguna otra clasificación.
