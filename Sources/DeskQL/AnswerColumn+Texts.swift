import Store

extension AnswerColumn {
  /// A column of texts, one a row; nil is nothing.
  ///
  /// - Parameter briefly: what people read in place of each text.
  static func texts(
    _ name: String, isKey: Bool = false, isProse: Bool = false, _ texts: [String?], briefly: [String]? = nil
  ) -> AnswerColumn {
    AnswerColumn(
      name: name, isKey: isKey, isProse: isProse,
      briefLabels: briefly.map { zip(texts, $0).map { $0 == nil ? nil : $1 } },
      values: .labels(codes: texts.indices.map { UInt32($0) }, labels: texts))
  }
}
