package org.nasreplay.table.nasbench101;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * What training a network gave, a message in protocol buffers: evaluations in field 1, trainable
 * parameters in field 2. Of what else a message holds, the wire type says how long it is.
 *
 * @param parameters −1 where it does not say
 */
record ModelMetrics(int parameters, List<Evaluation> evaluations) {
  private static final int EVALUATION = tag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  private static final int PARAMETERS = tag(2, WireFormat.WIRETYPE_VARINT);

  /** More than any run has. */
  private static final int MOST = 16;

  /**
   * Of a network during its training; NaN where the message does not say.
   *
   * @param epoch in its field 1
   * @param seconds of training until then, in field 2
   * @param train accuracy in 0..1, in field 3
   * @param valid the same on the validation set, in field 4
   * @param test the same on the test set, in field 5
   */
  record Evaluation(double epoch, double seconds, double train, double valid, double test) {
    private static final int FIELDS = 5;

    private static Evaluation read(CodedInputStream in) throws IOException {
      var values = new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = WireFormat.getTagFieldNumber(tag);
        if (field <= FIELDS && tag == tag(field, WireFormat.WIRETYPE_FIXED64)) {
          values[field - 1] = in.readDouble();
        } else {
          skip(in, tag);
        }
      }
      return new Evaluation(values[0], values[1], values[2], values[3], values[4]);
    }
  }

  /**
   * The message that {@code bytes} are.
   *
   * @throws InputException where they are none
   */
  static ModelMetrics parse(byte[] bytes) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      int parameters = -1;
      List<Evaluation> evaluations = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == EVALUATION) {
          if (evaluations.size() == MOST) {
            throw new InputException(Text.format("more than %d evaluations of a run", MOST));
          }
          int end = in.pushLimit(in.readRawVarint32());
          evaluations.add(Evaluation.read(in));
          in.popLimit(end);
        } else if (tag == PARAMETERS) {
          parameters = in.readInt32();
        } else {
          skip(in, tag);
        }
      }
      return new ModelMetrics(parameters, evaluations);
    } catch (IOException e) {
      throw new InputException("its metrics are not a whole message in protocol buffers", e);
    }
  }

  private static int tag(int field, int type) {
    return field << 3 | type;
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("the end of a group that never began");
    }
  }
}
